import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { keySteps } from '../../diagnosis/words/words';
import type { ApiKeyInfo } from '../../model/apiKey';
import { authLabels } from '../../model/authMethod';
import type { Connection } from '../../model/connection';
import { listOwnKeys } from '../../odoo/apiKeys';
import type { OdooClient } from '../../odoo/client';
import type { Transport } from '../../odoo/transport';
import { readVersion } from '../../odoo/version';
import type { ConnectionKeeper } from '../connectionKeeper';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds } from '../ids';
import { renewalWords, renewKey } from '../keyRenewal';
import { signsInWithKey, type KeyWatch } from '../keyWatch';
import { keyFacts } from '../keyWords';
import type { SecretPrompt } from '../secretPrompt';
import { callLimits } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import { trialClient } from '../trialClient';
import { webClientUrl } from '../webClientUrl';
import { textStep, type Accepted } from '../wizard/steps';
import { commandTarget } from './commandTarget';
import type { CommandTable } from './connectionCommands';

export interface KeyCommandPorts {
  store: ConnectionStore;
  vault: SecretVault;
  monitor: ConnectionMonitor;
  client: OdooClient;
  transport: Transport;
  prompt: SecretPrompt;
  keeper: ConnectionKeeper;
  keys: KeyWatch;
}

/** Commands about API keys: which there are, and a new one in place of the connection's. */
export function keyCommands(ports: KeyCommandPorts): CommandTable {
  const { store, vault, client, transport, prompt, keeper, keys } = ports;

  const clientFor = (key: string): OdooClient =>
    trialClient(transport, callLimits, () => Promise.resolve(key));

  const show = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection whose API keys to show');
    if (!connection) return;
    if (connection.protocol === 'rest' && connection.auth !== 'secureApiKey') {
      void vscode.window.showInformationMessage(
        `${connection.name} signs in to a REST module with ${authLabels[connection.auth]}, which does not open Odoo’s list of API keys.`,
      );
      return;
    }
    const list = await prompt.withSecret(connection, connection.auth, () => listOwnKeys(client, connection));
    if (list === undefined || list.length === 0) {
      void vscode.window.showInformationMessage(
        list === undefined
          ? `${connection.name}: the server does not let this user see API keys.`
          : `${connection.name}: this user has no API keys.`,
      );
      return;
    }
    const chosen = await pickKey(connection, list);
    if (chosen === 'renew') await renew({ kind: 'connection', connection });
    if (chosen === 'browser') await openPreferences(connection);
  };

  const renew = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection whose API key to renew');
    if (!connection) return;
    if (!signsInWithKey(connection)) {
      void vscode.window.showInformationMessage(
        `${connection.name} signs in with ${authLabels[connection.auth]}, not with an API key.`,
      );
      return;
    }
    const oldKey = await vault.secretFor(connection).catch(() => undefined);
    // Whoever marked it read-only gets no key made or taken back from here.
    if (oldKey === undefined || connection.readOnly || !mayMakeKeys(connection)) {
      await renewByHand(connection, oldKey);
      return;
    }
    const wanted = await askForNewKey(connection);
    if (wanted === undefined) return;
    if (wanted === 'byHand') return renewByHand(connection, oldKey);
    const work = {
      location: vscode.ProgressLocation.Notification,
      title: `Renewing the API key of ${connection.name}…`,
    };
    const renewal = await vscode.window.withProgress(work, () =>
      renewKey({ clientFor, store: (key) => keep(connection, key, oldKey) }, connection, oldKey, wanted),
    );
    const words = renewalWords(connection, renewal, wanted.name);
    switch (renewal.kind) {
      case 'renewed':
        void vscode.window.showInformationMessage(words);
        break;
      case 'oldStays':
      case 'newRefused':
        void vscode.window.showWarningMessage(words);
        break;
      case 'notOffered':
        return renewByHand(connection, oldKey, words);
    }
    await keys.look(connection);
  };

  /** Stores a key for the connection and for all others that hold the same one, since it may stop being good. */
  const keep = async (connection: Connection, key: string, oldKey: string | undefined): Promise<string[]> => {
    const sharing = [connection];
    for (const other of store.all()) {
      if (other.id === connection.id || oldKey === undefined || !signsInWithKey(other)) continue;
      const held = await vault.secretFor(other).catch(() => undefined);
      if (held === oldKey) sharing.push(other);
    }
    for (const each of sharing) {
      await vault.save(each, each.auth, key);
      keeper.forgetState(each.id);
      ports.monitor.note(each.id, undefined);
    }
    return sharing.map(({ name }) => name);
  };

  /** The steps for a person, and a prompt that tries the new key before it replaces the old one. */
  const renewByHand = async (
    connection: Connection,
    oldKey: string | undefined,
    why?: string,
  ): Promise<void> => {
    const open = 'Open in Browser';
    const enter = 'Enter the New Key';
    const answer = await vscode.window.showInformationMessage(
      why ?? `A new API key for ${connection.name} is made in Odoo.`,
      {
        modal: true,
        detail: `${keySteps()}\nThe old key is deleted at the same place, once the new one works.`,
      },
      open,
      enter,
    );
    if (answer === undefined) return;
    if (answer === open) await openPreferences(connection);
    let typed = '';
    const result = await textStep<undefined>({
      title: `${connection.name}: New API Key`,
      step: 1,
      totalSteps: 1,
      prompt: 'The new API key. It is tried before it replaces the stored one.',
      placeholder: 'API key',
      value: '',
      password: true,
      check: (value) => {
        typed = value;
        return undefined;
      },
      accept: async (value, signal): Promise<Accepted<undefined>> => {
        if (!value) return { ok: false, message: 'Paste the new API key, or press Escape.' };
        if (value === oldKey) return { ok: false, message: 'This is the key that is stored already.' };
        try {
          await clientFor(value).signIn(connection, { signal });
          return { ok: true, value: undefined };
        } catch (error) {
          return { ok: false, message: explainError(error).sentence };
        }
      },
    });
    if (result.kind !== 'done') return;
    await keep(connection, typed, oldKey);
    void vscode.window.showInformationMessage(
      `${connection.name}: the new API key works and is stored. Delete the old one in Odoo’s preferences.`,
    );
    await keys.look(connection);
  };

  return { [commandIds.showApiKeys]: show, [commandIds.renewApiKey]: renew };
}

/** Late builds of 19 make keys for programs too; whether this one does is told by trying. */
function mayMakeKeys({ serverVersion }: Connection): boolean {
  const version = serverVersion ? readVersion({ server_version: serverVersion }) : undefined;
  return (version?.major ?? 19) >= 19;
}

async function openPreferences(connection: Connection): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(webClientUrl(connection), true));
}

/** Shows keys, and what can be done about them. Odoo takes a key back by its secret only, or in the web client. */
function pickKey(
  connection: Connection,
  list: readonly ApiKeyInfo[],
): Promise<'renew' | 'browser' | undefined> {
  const pick = vscode.window.createQuickPick();
  const renew = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: 'Renew API Key…' };
  const browser = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: 'Open in Browser: keys are deleted in the preferences, under Account Security',
  };
  const now = new Date();
  pick.title = `API Keys of ${connection.login || connection.name}`;
  pick.placeholder = 'Which of them a connection holds cannot be seen. Enter opens Odoo.';
  pick.items = list.map((key) => {
    const { traits, dates } = keyFacts(key, now);
    return { label: `$(key) ${key.name}`, description: traits, detail: dates };
  });
  pick.buttons = signsInWithKey(connection) ? [renew, browser] : [browser];
  return new Promise((resolve) => {
    const finish = (result: 'renew' | 'browser' | undefined): void => {
      resolve(result);
      pick.dispose();
    };
    pick.onDidTriggerButton((button) => finish(button === renew ? 'renew' : 'browser'));
    pick.onDidAccept(() => finish('browser'));
    pick.onDidHide(() => finish(undefined));
    pick.show();
  });
}

type WantedKey = { name: string; days: number; revokeOld: boolean };

/** How long the new key is to last, and what becomes of the old one. */
async function askForNewKey(connection: Connection): Promise<WantedKey | 'byHand' | undefined> {
  const durations = [
    { label: '3 months', description: 'the most that Odoo gives a plain user', days: 90 },
    { label: '1 month', description: '', days: 30 },
    { label: '1 week', description: '', days: 7 },
    { label: '1 year', description: 'for administrators', days: 365 },
    { label: '$(link-external) Make it in the browser', description: '', days: 0 },
  ];
  const chosen = await vscode.window.showQuickPick(durations, {
    title: `Renew the API Key of ${connection.name}`,
    placeHolder: 'How long the new key lasts',
  });
  if (!chosen) return undefined;
  if (chosen.days === 0) return 'byHand';
  const revoke = 'Renew and Revoke the Old Key';
  const both = 'Renew, Keep the Old Key';
  const answer = await vscode.window.showWarningMessage(
    `Renew the API key of ${connection.name}?`,
    {
      modal: true,
      detail:
        'Odoo makes a new key, it is tried and stored here, and then the old one is revoked. Whatever else uses the old key stops working then.',
    },
    revoke,
    both,
  );
  if (answer === undefined) return undefined;
  const name = `Odoo API Explorer, ${new Date().toISOString().slice(0, 10)}`;
  return { name, days: chosen.days, revokeOld: answer === revoke };
}
