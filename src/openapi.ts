import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openapiText } from './http/contract/openapi.js'
import { ROUTES } from './http/server/routes.js'
import { packageRoot } from './reference/built-in-model.js'

// Writes openapi/openapi.json from the routes.
const folder = join(packageRoot(), 'openapi')
await mkdir(folder, { recursive: true })
await writeFile(join(folder, 'openapi.json'), openapiText(ROUTES))
