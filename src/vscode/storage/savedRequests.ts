import * as vscode from 'vscode';
import type { SavedRequest } from '../../model/savedRequest';
import { OdooError } from '../../odoo/error';
import { parseRequestFile, printRequests, removeRequest, replaceRequest } from '../../requests/file';

const extension = '.odoo.yaml';
const glob = `**/*${extension}`;
const ownFile = `requests${extension}`;
/** A workspace with more files than this is searched no further. */
const maxFiles = 500;

/** A saved request and where it is. */
export interface SavedEntry {
  uri: vscode.Uri;
  /** Line of its document in the file, counted from 1. */
  line: number;
  request: SavedRequest;
}

/** A file, or one document of it, that could not be read. */
export interface BrokenEntry {
  uri: vscode.Uri;
  line: number;
  message: string;
}

export interface SavedListing {
  entries: SavedEntry[];
  broken: BrokenEntry[];
}

/** Saved requests: `*.odoo.yaml` in the workspace's folders, or one file in the extension's storage where no folder is open. */
export class SavedRequests implements vscode.Disposable {
  readonly #ownFolder: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(ownFolder: vscode.Uri) {
    this.#ownFolder = ownFolder;
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    const changed = (): void => this.#changed.fire();
    this.#listening = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeWorkspaceFolders(changed),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
    );
  }

  async list(): Promise<SavedListing> {
    const listing: SavedListing = { entries: [], broken: [] };
    for (const uri of await this.#files()) {
      const text = await this.#read(uri);
      const { requests, problems } = parseRequestFile(text);
      for (const { value, line } of requests) listing.entries.push({ uri, line, request: value });
      for (const { line, message } of problems) listing.broken.push({ uri, line, message });
    }
    listing.entries.sort((a, b) => a.request.name.localeCompare(b.request.name));
    return listing;
  }

  /** The entry of this name, in the given file where one is named. */
  async find(name: string, uri?: string): Promise<SavedEntry | undefined> {
    const { entries } = await this.list();
    return entries.find((entry) => entry.request.name === name && (!uri || entry.uri.toString() === uri));
  }

  /**
   * Saves under the request's name: in place where there is already one of that name, else as a file of its own.
   * @throws OdooError request.file
   */
  async save(request: SavedRequest): Promise<vscode.Uri> {
    const existing = await this.find(request.name);
    const uri = existing?.uri ?? (await this.#newFile(request.name));
    const text = await this.#read(uri);
    const next = text.trim() ? replaceRequest(text, request.name, request) : printRequests([request]);
    await this.#write(uri, next);
    return uri;
  }

  /**
   * Removes a request from its file, and the file with its last one.
   * @throws OdooError request.file
   */
  async remove(entry: SavedEntry): Promise<void> {
    const text = await this.#read(entry.uri);
    const { requests, problems } = parseRequestFile(text);
    if (requests.length === 1 && problems.length === 0) {
      // Remote file systems have no trash.
      const { fs } = vscode.workspace;
      await Promise.resolve(fs.delete(entry.uri, { useTrash: true })).catch(() => fs.delete(entry.uri));
    } else {
      await this.#write(entry.uri, removeRequest(text, entry.request.name));
    }
    this.#changed.fire();
  }

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #files(): Promise<vscode.Uri[]> {
    if (!vscode.workspace.workspaceFolders?.length) {
      const uri = vscode.Uri.joinPath(this.#ownFolder, ownFile);
      return (await exists(uri)) ? [uri] : [];
    }
    if (!vscode.workspace.isTrusted) return [];
    return vscode.workspace.findFiles(glob, '**/node_modules/**', maxFiles);
  }

  async #newFile(name: string): Promise<vscode.Uri> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (!folder) return vscode.Uri.joinPath(this.#ownFolder, ownFile);
    const base =
      name
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'request';
    for (let number = 1; ; number++) {
      const file = number === 1 ? `${base}${extension}` : `${base}-${number}${extension}`;
      const uri = vscode.Uri.joinPath(folder.uri, 'requests', file);
      if (!(await exists(uri))) return uri;
    }
  }

  /** An editor's unsaved text counts: what the person sees is what is run and changed. */
  async #read(uri: vscode.Uri): Promise<string> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open) return open.getText();
    if (!(await exists(uri))) return '';
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (cause) {
      throw new OdooError('request.file', { file: uri.path, reason: 'unreadable' }, { cause });
    }
  }

  async #write(uri: vscode.Uri, text: string): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    } catch (cause) {
      throw new OdooError('request.file', { file: uri.path, reason: 'unwritable' }, { cause });
    }
    this.#changed.fire();
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
