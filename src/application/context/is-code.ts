const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Whether a text can be the code of an agency or a source. Codes are parts of URLs and of computed ids. */
export function isCode(text: string): boolean {
  return CODE.test(text)
}
