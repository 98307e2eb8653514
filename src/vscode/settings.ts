import * as vscode from 'vscode';
import { onlineIntervalMs } from '../odoo/politeTransport';
import type { NetworkSettings } from '../odoo/proxy';
import { systemCertificates } from '../odoo/systemCertificates';
import { settingIds } from './ids';

function setting<T>(id: string, fallback: T): T {
  return vscode.workspace.getConfiguration().get<T>(id) ?? fallback;
}

/** Limits of one call: milliseconds and bytes. */
export function callLimits(): { timeoutMs: number; maxBytes: number } {
  return {
    timeoutMs: setting(settingIds.requestTimeout, 120) * 1000,
    maxBytes: setting(settingIds.maxAnswerSize, 100) * 1_000_000,
  };
}

/** Milliseconds between two calls to Odoo Online. */
export function onlineInterval(): number {
  return setting(settingIds.onlineInterval, onlineIntervalMs / 1000) * 1000;
}

export function defaultLimit(): number {
  return setting(settingIds.defaultLimit, 80);
}

export function checkOnStart(): boolean {
  return setting(settingIds.checkOnStart, true);
}

let certificates: string[] | undefined;

/** VS Code's own network settings. It patches Node's modules for extensions, but not the HTTP client this one brings along. */
export function networkSettings(): NetworkSettings {
  certificates ??= systemCertificates();
  const http = vscode.workspace.getConfiguration('http');
  const off = http.get<string>('proxySupport') === 'off';
  const proxy = off ? undefined : http.get<string>('proxy');
  const authorization = http.get<string | null>('proxyAuthorization');
  return {
    ...(proxy ? { proxy } : {}),
    ...(proxy && authorization ? { proxyAuthorization: authorization } : {}),
    noProxy: off ? ['*'] : (http.get<string[]>('noProxy') ?? []),
    verifyCertificates: http.get<boolean>('proxyStrictSSL') ?? true,
    certificates: http.get<boolean>('systemCertificates') === false ? [] : certificates,
  };
}
