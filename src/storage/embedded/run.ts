import { spawn } from 'node:child_process'

/** How a program ended, and the last lines that it wrote. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** What a program of the database sees of the environment: nothing of the service's settings, which hold secrets. */
export const PROGRAM_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const MOST_OUTPUT = 4000

/** Runs a program to its end as a user; code null when it could not be started or was killed. */
export function run(program: string, args: readonly string[], user: SystemUser | undefined): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...idsOf(user),
      cwd: '/',
      env: PROGRAM_ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-MOST_OUTPUT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      resolve({ code: null, output: error.message })
    })
    child.on('close', (code) => {
      resolve({ code, output })
    })
  })
}

/** The ids to start a program with; none for the user of this process. */
export function idsOf(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid }
}

/** A user of the operating system. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}
