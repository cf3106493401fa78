import { posix } from 'node:path'
import { findCircles } from './circles.js'
import { fileGraph, folderGraph, type Graph, type ImportGraph } from './import-graph.js'

/** By layer, the layers that it may import. A key of two parts (`tools/synthetic`) is a layer too. */
export type LayerRules = Readonly<Record<string, readonly string[]>>
/** By folder, its subfolders in order: each may import only those before it. */
export type FolderOrder = Readonly<Record<string, readonly string[]>>

/** Circles between files, each with what to do. */
export function fileCircles(imports: ImportGraph): string[] {
  return findCircles(fileGraph(imports)).map(
    (circle) =>
      `These files import each other: ${circle.join(', ')}. Move what they share to a file that imports none of them.`,
  )
}

/** Circles between folders, each with the imports that close it and what to do. */
export function folderCircles(imports: ImportGraph): string[] {
  const files = fileGraph(imports)
  return findCircles(folderGraph(files)).map(
    (circle) =>
      `These folders import each other: ${circle.join(', ')}. Move a file to the folder that needs it, or what both need to ` +
      `a folder below both. Their imports:\n${importsBetween(files, circle).join('\n')}`,
  )
}

function importsBetween(files: Graph, folders: readonly string[]): string[] {
  return [...files].flatMap(([file, targets]) =>
    [...targets]
      .filter((target) => posix.dirname(target) !== posix.dirname(file))
      .filter((target) => folders.includes(posix.dirname(file)) && folders.includes(posix.dirname(target)))
      .map((target) => `  ${file} > ${target}`),
  )
}

/** Imports that a layer must not have. Files that lie in no folder are entry points, which may import everything. */
export function misplacedImports(imports: ImportGraph, rules: LayerRules): string[] {
  return importsOfFolders(imports).flatMap(({ file, target }) => {
    const layer = layerOf(file, rules)
    const allowed = rules[layer]
    if (allowed === undefined) return [`${file} is in no layer. Add its folder to MAY_IMPORT, or move it into a layer.`]
    const other = layerOf(target, rules)
    if (other === layer || allowed.includes(other)) return []
    return [
      `${file} imports ${target}, but ${layer} may import only ${allowed.join(', ') || 'itself'}. Move the code to a layer ` +
        'that both may import, or pass what is needed as an argument.',
    ]
  })
}

/** Packages that files of a layer import besides those allowed. */
export function foreignPackages(imports: ImportGraph, layer: string, allowed: ReadonlySet<string>): string[] {
  return [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => file.startsWith(`${layer}/`) && !target.endsWith('.ts') && !allowed.has(target))
      .map(
        (target) =>
          `${file} imports ${target}, but ${layer} has no I/O, clock or chance. Pass its result in as a value, or add a pure ` +
          'package to PURE_PACKAGES.',
      ),
  )
}

/** Imports against the order of the subfolders of a folder, and subfolders that the order does not list. */
export function orderViolations(imports: ImportGraph, order: FolderOrder): string[] {
  return Object.entries(order).flatMap(([folder, names]) => [
    ...wrongNames(imports, folder, names),
    ...wrongDirections(imports, folder, names),
  ])
}

/** Folders of more files than `most`. */
export function crowdedFolders(imports: ImportGraph, most: number): string[] {
  const counts = new Map<string, number>()
  for (const file of imports.keys()) counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > most)
    .map(
      ([folder, count]) =>
        `${folder} has ${count} files, and at most ${most} are allowed. Split it by noun into subfolders.`,
    )
}

function wrongNames(imports: ImportGraph, folder: string, names: readonly string[]): string[] {
  const found = new Set([...imports.keys()].map((file) => childOf(folder, file)).filter((name) => name !== undefined))
  const unlisted = [...found].filter((name) => !names.includes(name))
  const missing = names.filter((name) => !found.has(name))
  return [
    ...unlisted.map(
      (name) =>
        `${folder}/${name} has no place in the order. Add '${name}' to FOLDER_ORDER.${folder}, after all that it imports.`,
    ),
    ...missing.map((name) => `${folder}/${name} does not exist. Remove '${name}' from FOLDER_ORDER.${folder}.`),
  ]
}

function wrongDirections(imports: ImportGraph, folder: string, names: readonly string[]): string[] {
  return importsOfFolders(imports).flatMap(({ file, target }) => {
    const [from, to] = [childOf(folder, file), childOf(folder, target)]
    if (from === undefined || to === undefined) return []
    const [own, other] = [names.indexOf(from), names.indexOf(to)]
    if (own < 0 || other <= own) return []
    return [
      `${file} imports ${target}, but ${folder}/${from} comes before ${folder}/${to}. Move the file to ${folder}/${to}, move ` +
        `what it needs to a folder before ${from}, or pass it as an argument.`,
    ]
  })
}

function importsOfFolders(imports: ImportGraph): { file: string; target: string }[] {
  return [...imports]
    .filter(([file]) => file.includes('/'))
    .flatMap(([file, targets]) =>
      targets.filter((target) => target.endsWith('.ts')).map((target) => ({ file, target })),
    )
}

/** The longest key of the rules that a file lies under, else its first folder; '' for a file in no folder. */
function layerOf(file: string, rules: LayerRules): string {
  const [first = '', second = ''] = file.split('/').slice(0, -1)
  return `${first}/${second}` in rules ? `${first}/${second}` : first
}

/** The subfolder of a folder that a file lies under; undefined for files elsewhere and directly in the folder. */
function childOf(folder: string, file: string): string | undefined {
  const rest = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split('/') : []
  return rest.length > 1 ? rest[0] : undefined
}
