import type { MethodInfo, MethodParameter } from '../../../src/model/schemaInfo';
import { memberOf, nodeAt, readTree, valueOf } from '../../../src/values/jsonTree';
import { setAt, writeJson } from '../../../src/values/jsonEdit';

/** A parameter's default as JSON: what Python writes as None, True, 80 or 'name'. Anything else, and none at all, is null. */
function defaultOf({ default: written }: MethodParameter): string {
  const text = written?.trim() ?? '';
  if (text === 'True') return 'true';
  if (text === 'False') return 'false';
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return text;
  const quoted = /^'([^'\\]*)'$|^"([^"\\]*)"$/.exec(text);
  if (quoted) return JSON.stringify(quoted[1] ?? quoted[2] ?? '');
  if (text === '[]' || text === '()') return '[]';
  return text === '{}' ? '{}' : 'null';
}

/** The parameters that neither the arguments nor the keywords hold yet; undefined where the keywords are no object. */
export function parametersLeft(
  method: MethodInfo,
  kwargs: string,
  args: string,
): MethodParameter[] | undefined {
  const tree = readTree(kwargs.trim() === '' ? '{}' : kwargs);
  if (!tree.ok || tree.root.kind !== 'object') return undefined;
  const { root } = tree;
  return method.parameters
    .slice(givenByPlace(method, args))
    .filter(({ name }) => !name.startsWith('*') && memberOf(root, name) === undefined);
}

/** How many parameters the arguments hold; the records come before them, where a method is called on some. */
function givenByPlace({ ofModel }: MethodInfo, args: string): number {
  const tree = readTree(args.trim() === '' ? '[]' : args);
  if (!tree.ok || tree.root.kind !== 'list') return 0;
  return Math.max(0, tree.root.items.length - (ofModel ? 0 : 1));
}

/** The keywords with a parameter in them, which has its default until another value is typed. */
export function withParameter(kwargs: string, parameter: MethodParameter): string {
  return setAt(kwargs, [parameter.name], defaultOf(parameter));
}

/** The records that a method is called on: its first argument, where that is a list of ids. Undefined where there is no telling. */
export function recordsOfArgs(args: string): string | undefined {
  if (args.trim() === '') return '';
  const tree = readTree(args);
  if (!tree.ok || tree.root.kind !== 'list') return undefined;
  const first = nodeAt(tree.root, [0]);
  if (!first) return '';
  const value = valueOf(first);
  if (!Array.isArray(value) || !value.every((id) => typeof id === 'number')) return undefined;
  return value.join(', ');
}

/** The arguments with other records in front. */
export function argsWithRecords(args: string, ids: number[]): string {
  return setAt(args, [0], writeJson(ids));
}
