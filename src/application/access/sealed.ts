import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key material: the API key of the caller, which is not stored, and the secret of the registry. */
export interface SealKey {
  readonly key: string
  readonly secret: Uint8Array
}

/** Encrypts a text, so that it cannot be read without the API key of the caller. */
export function seal(text: string, key: SealKey): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, derived(key), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Returns the text that was sealed; throws if the key is another. */
export function unseal(sealed: Buffer, key: SealKey): string {
  const decipher = createDecipheriv(CIPHER, derived(key), sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

function derived({ key, secret }: SealKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, secret, 'padan answer', KEY_BYTES))
}
