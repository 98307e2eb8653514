import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandIds, contextKeys, settingIds, viewIds } from '../../src/vscode/ids';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    views: Record<string, { id: string }[]>;
    viewsContainers: { activitybar: { id: string }[] };
    viewsWelcome: { view: string; contents: string }[];
    menus: Record<string, { command: string; when: string }[]>;
    configuration: { properties: Record<string, unknown> };
  };
}

const root = join(import.meta.dirname, '..', '..');
const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const commands = new Set(contributes.commands.map(({ command }) => command));

describe('package.json and the ids of the code', () => {
  it('name the same commands', () => {
    expect([...commands].sort()).toEqual(Object.values(commandIds).sort());
  });

  it('name the same views', () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([viewIds.container]);
    expect(contributes.views[viewIds.container]?.map(({ id }) => id)).toEqual([
      viewIds.connections,
      viewIds.savedRequests,
    ]);
  });

  it('name the same settings', () => {
    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(
      Object.values(settingIds).sort(),
    );
  });

  it('give every command a category, so that the palette groups them', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'Odoo')).toEqual([]);
  });

  it('put only existing commands into menus and welcome views', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const inWelcome = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:(odoo\.\w+)\)/g)].map(([, id]) => id),
    );
    expect([...inMenus, ...inWelcome].filter((id) => id === undefined || !commands.has(id))).toEqual([]);
  });

  it('use only context keys that the code sets', () => {
    const whens = Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when));
    const used = whens.flatMap((when) => when.match(/\bodoo\.\w+/g) ?? []);
    const known = new Set<string>([...Object.values(contextKeys), ...Object.values(viewIds)]);
    expect(used.filter((key) => !known.has(key))).toEqual([]);
  });

  it('are all described in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const titles = contributes.commands.map(({ title }) => title.replace(/…$/, ''));
    expect(titles.filter((title) => !readme.includes(title))).toEqual([]);
    expect(Object.values(settingIds).filter((id) => !readme.includes(`\`${id}\``))).toEqual([]);
  });
});
