import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A regular expression of the source, and where it stands. */
export interface SourcePattern {
  readonly place: string
  readonly pattern: RegExp
}

/** The patterns of all files below a folder; `unread` are the places of those that only a running program knows. */
export interface SourcePatterns {
  readonly patterns: readonly SourcePattern[]
  readonly unread: readonly string[]
}

/** Finds the regular expressions of a folder: literals, and `RegExp(…)` whose arguments are constants of the file. */
export function findPatterns(folder: string): SourcePatterns {
  const patterns: SourcePattern[] = []
  const unread: string[] = []
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    const text = readFileSync(join(folder, file), 'utf8')
    for (const { line, pattern } of patternsIn(text)) {
      const place = `${file}:${line}`
      if (pattern === undefined) unread.push(place)
      else patterns.push({ place, pattern })
    }
  }
  return { patterns, unread }
}

/** The patterns of one file; undefined where the text is no constant. */
export function patternsIn(text: string): { readonly line: number; readonly pattern: RegExp | undefined }[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true)
  const found: { line: number; pattern: RegExp | undefined }[] = []
  const constants = constantsOf(file)
  const visit = (node: ts.Node): void => {
    const isPattern = ts.isRegularExpressionLiteral(node) || isCallOfRegExp(node)
    if (isPattern) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      found.push({ line: line + 1, pattern: patternOf(node, constants) })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

type RegExpCall = ts.NewExpression | ts.CallExpression

function isCallOfRegExp(node: ts.Node): node is RegExpCall {
  return (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp'
}

function patternOf(
  node: ts.RegularExpressionLiteral | RegExpCall,
  constants: ReadonlyMap<string, ts.Expression>,
): RegExp | undefined {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/')
    return new RegExp(node.text.slice(1, end), node.text.slice(end + 1))
  }
  const [source, flags] = node.arguments ?? []
  const text = source === undefined ? undefined : textOf(source, constants)
  const flagText = flags === undefined ? '' : textOf(flags, constants)
  return text === undefined || flagText === undefined ? undefined : new RegExp(text, flagText)
}

function constantsOf(file: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>()
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer !== undefined) constants.set(name.text, initializer)
  }
  return constants
}

/** The value of a constant text; undefined where only a running program knows it. */
function textOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression, constants)
  if (ts.isIdentifier(node)) {
    const value = constants.get(node.text)
    return value === undefined ? undefined : textOf(value, constants)
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return joined([textOf(node.left, constants), textOf(node.right, constants)])
  if (!ts.isTemplateExpression(node)) return undefined
  const spans = node.templateSpans.flatMap((span) => [textOf(span.expression, constants), span.literal.text])
  return joined([node.head.text, ...spans])
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('')
}
