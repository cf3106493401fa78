import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import { openapiDocument, openapiText } from '../../../src/http/contract/openapi.js'
import { PROBLEM_STATUS } from '../../../src/http/contract/problem.js'
import { ROUTES } from '../../../src/http/server/routes.js'
import { packageRoot } from '../../../src/reference/built-in-model.js'

type Json = Record<string, unknown>
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Record<string, { schema: Json; example?: unknown }> }
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema: Json; example?: unknown }> }
  >
}

const document = openapiDocument(ROUTES) as { paths: Record<string, Record<string, Operation>>; components: Json }
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
)

test('the openapi.json file equals the document of the routes; npm run openapi writes it', async (t) => {
  const kept = await readFile(join(packageRoot(), 'openapi', 'openapi.json'), 'utf8')
  t.ok(kept === openapiText(ROUTES), 'openapi/openapi.json is current')
})

test('every operation has a summary and a unique name', async (t) => {
  const ids = operations.map(({ operation }) => operation.operationId)
  t.equal(new Set(ids).size, ids.length, 'operation ids are unique')
  for (const { name, path, operation } of operations) {
    const { operationId, summary, description, parameters = [] } = operation
    const lacking = [
      /^[a-z][A-Za-z]+$/.test(operationId) ? '' : 'a name',
      summary.length >= 8 && !summary.endsWith('.') ? '' : 'a summary',
      description.length >= 60 ? '' : 'a description',
    ].filter((what) => what !== '')
    t.same(lacking, [], `${name} lacks nothing`)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    const described = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)
    t.same(described, inPath, `${name} describes what is in its path`)
  }
})

test('every example fits its schema', async (t) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  for (const { name, operation } of operations) {
    const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, media]) => ({
      where: 'request',
      type,
      media,
    }))
    const answers = Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
      Object.entries(content).map(([type, media]) => ({ where: status, type, media })),
    )
    const faults = [...bodies, ...answers].flatMap(({ where, type, media }) => {
      if (!/[/+]json$/.test(type) || (media.schema as { format?: string }).format === 'binary') return []
      if (media.example === undefined) return [`${where} has no example`]
      const validate = ajv.compile({ ...media.schema, components: document.components })
      return validate(media.example) ? [] : [`${where}: ${ajv.errorsText(validate.errors)}`]
    })
    t.same(faults, [], name)
  }
})

/** The schemas of the routes are asked before the use cases; and a method that is not there stands in no document. */
const NOT_OF_ROUTES = new Set(['CODE_INVALID', 'SETTINGS_INVALID', 'METHOD_UNKNOWN'])

test('every error code is in the document', (t) => {
  const text = openapiText(ROUTES)
  const absent = Object.keys(PROBLEM_STATUS).filter((code) => !text.includes(`\`${code}\``))
  t.same(new Set(absent), NOT_OF_ROUTES)
  t.end()
})

test('every error code of a route is documented at its status', async (t) => {
  for (const { id, path, method, refusals = [] } of ROUTES) {
    const { responses } = document.paths[path]?.[method.toLowerCase()] as Operation
    const unsaid = refusals.filter(
      (code) => !responses[String(PROBLEM_STATUS[code])]?.description.includes(`\`${code}\``),
    )
    t.same(unsaid, [], id)
  }
})
