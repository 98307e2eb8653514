import * as vscode from 'vscode';
import { explainError } from './diagnosis/explain';
import { translateWith } from './diagnosis/words/translate';
import { sayWith } from './domain/say';
import { keptDraft, type Draft } from './model/draft';
import { OdooClient } from './odoo/client';
import { LazyTransport } from './odoo/lazyTransport';
import { PoliteTransport } from './odoo/politeTransport';
import { browseCommands } from './vscode/commands/browseCommands';
import { connectionCommands } from './vscode/commands/connectionCommands';
import { editCommands } from './vscode/commands/editCommands';
import { openApiCommands } from './vscode/commands/openApiCommands';
import { keyCommands } from './vscode/commands/keyCommands';
import { registerCommands } from './vscode/commands/register';
import { showKeys } from './vscode/commands/showKeys';
import { sandboxCommands } from './vscode/commands/sandboxCommands';
import { savedRequestCommands } from './vscode/commands/savedRequestCommands';
import { ConnectionKeeper } from './vscode/connectionKeeper';
import { ConnectionMonitor } from './vscode/connectionMonitor';
import { ConnectionRemarks } from './vscode/connectionRemarks';
import { takeEnvironmentConnection } from './vscode/environmentConnection';
import { PersonGuard } from './vscode/guard';
import { commandIds, panelTypes, viewIds } from './vscode/ids';
import { KeyWatch } from './vscode/keyWatch';
import { Log } from './vscode/log';
import { Remedies } from './vscode/remedies';
import { SandboxControl } from './vscode/sandboxControl';
import { SchemaCache } from './vscode/schemaCache';
import { SecretPrompt } from './vscode/secretPrompt';
import { callLimits, checkOnStart, networkSettings, onlineInterval } from './vscode/settings';
import { StatusBar } from './vscode/statusBar';
import { ApiOperations } from './vscode/storage/apiOperations';
import { ConnectionStore } from './vscode/storage/connectionStore';
import { RecentPlaces } from './vscode/storage/recentPlaces';
import { SavedRequests } from './vscode/storage/savedRequests';
import { SecretVault } from './vscode/storage/secretVault';
import { ConnectionsTree } from './vscode/tree/connectionsTree';
import { SavedRequestsTree } from './vscode/tree/savedRequestsTree';
import { DiagnosticsPanel } from './vscode/views/diagnosticsPanel';
import { RequestPanels } from './vscode/views/request/requestPanels';
import { WebSignInConsent } from './vscode/storage/webSignInConsent';

const lastRequestKey = 'lastRequest';

/** What the tests inside the extension host reach for. No other extension ever gets it. */
export interface TestInternals {
  store: ConnectionStore;
  vault: SecretVault;
  tree: ConnectionsTree;
  saved: SavedRequests;
  savedTree: SavedRequestsTree;
  monitor: ConnectionMonitor;
  client: OdooClient;
  consent: WebSignInConsent;
  keeper: ConnectionKeeper;
  keys: KeyWatch;
  operations: ApiOperations;
}

/** Makes every object by hand and connects them. */
export async function activate(context: vscode.ExtensionContext): Promise<TestInternals | undefined> {
  // Every sentence about a failure or a domain in VS Code's own language, where there is a translation.
  translateWith((message, places) => vscode.l10n.t(message, places));
  sayWith((message, places) => vscode.l10n.t(message, places));
  const extension = context.extensionUri;
  const log = new Log();
  const store = new ConnectionStore(context.globalState);
  const vault = new SecretVault(context.secrets);
  const consent = new WebSignInConsent(context.globalState);
  const network = new LazyTransport(async () => {
    const { UndiciTransport } = await import('./odoo/undiciTransport');
    return new UndiciTransport(networkSettings);
  });
  const guard = new PersonGuard(consent);
  const transport = new PoliteTransport(network, onlineInterval);
  const client = new OdooClient({
    transport,
    secrets: vault,
    guard,
    now: () => performance.now(),
    limits: callLimits,
  });
  const monitor = new ConnectionMonitor(client, store);
  const schema = new SchemaCache(client, (id, error) => monitor.note(id, explainError(error)));
  const prompt = new SecretPrompt(vault, client);
  const keeper = new ConnectionKeeper({ store, vault, consent, client, schema, monitor });
  const saved = new SavedRequests(context.globalStorageUri);
  const sandbox = new SandboxControl(store, vault, keeper);
  const keys = new KeyWatch(client, monitor, context.globalState, log);
  const remarks = new ConnectionRemarks(keys, sandbox);
  const remedies = new Remedies({ store, vault, keeper, prompt, guard });
  const diagnostics = new DiagnosticsPanel({
    extension,
    transport,
    vault,
    store,
    monitor,
    guard,
    keys,
    remedies,
  });
  const onSend = (draft: Draft): void => void context.workspaceState.update(lastRequestKey, draft);
  const operations = new ApiOperations(context.globalState);
  const places = new RecentPlaces(context.globalState);
  const panels = new RequestPanels({
    extension,
    client,
    store,
    monitor,
    schema,
    prompt,
    remedies,
    saved,
    operations,
    places,
    log,
    onSend,
  });
  const tree = new ConnectionsTree({ store, monitor, schema, operations, remarks });
  const savedTree = new SavedRequestsTree(saved);
  const last = (): Draft | undefined => keptDraft(context.workspaceState.get(lastRequestKey));

  context.subscriptions.push(
    log,
    store,
    monitor,
    saved,
    sandbox,
    operations,
    tree,
    savedTree,
    keys,
    remarks,
    diagnostics,
    new StatusBar(store, monitor, remarks),
    vscode.window.createTreeView(viewIds.connections, { treeDataProvider: tree, showCollapseAll: true }),
    vscode.window.createTreeView(viewIds.savedRequests, { treeDataProvider: savedTree }),
    vscode.window.registerWebviewPanelSerializer(panelTypes.request, panels),
    vault.onDidChange((id) => schema.askAgain(id)),
    store.onDidChange(() => {
      const ids = store.all().map(({ id }) => id);
      void operations.keepOnly(ids);
      void places.keepOnly(ids);
    }),
    { dispose: () => void network.close() },
    registerCommands(log, [
      connectionCommands({ store, vault, monitor, schema, prompt, keeper, diagnostics }),
      editCommands({ store, vault, consent, monitor, keeper, transport, diagnostics, keys }),
      browseCommands({ store, monitor, schema, tree, panels }),
      savedRequestCommands({ store, saved, panels, last }),
      openApiCommands({ store, monitor, client, prompt, operations, panels }),
      keyCommands({ store, vault, monitor, client, transport, prompt, keeper, keys }),
      sandboxCommands({ sandbox, monitor }),
      { [commandIds.showKeys]: showKeys, [commandIds.showLog]: () => log.show() },
    ]),
  );

  try {
    await takeEnvironmentConnection(process.env, store, vault);
  } catch (error) {
    log.failure('ODOO_URL', error);
  }
  const active = store.active();
  // Not waited for: VS Code shows the views meanwhile.
  if (active && checkOnStart()) void monitor.check(active);
  const testing = context.extensionMode === vscode.ExtensionMode.Test;
  return testing
    ? { store, vault, tree, saved, savedTree, monitor, client, consent, keeper, keys, operations }
    : undefined;
}
