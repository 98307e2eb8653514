import type { Value } from './values';

/** The series of Odoo the sandbox can speak as. */
export const sandboxVersions = ['14', '15', '16', '17', '18', '19', '20'] as const;
export type SandboxVersion = (typeof sandboxVersions)[number];

/** What common.version answers (Odoo 14 to 19, odoo/service/common.py exp_version). */
export interface VersionInfo {
  server_version: string;
  server_version_info: Value[];
  server_serie: string;
  protocol_version: number;
}

export function versionInfo(version: SandboxVersion): VersionInfo {
  return {
    server_version: `${version}.0`,
    server_version_info: [Number(version), 0, 0, 'final', 0, ''],
    server_serie: `${version}.0`,
    protocol_version: 1,
  };
}

/** Whether a version is this one or a later one. */
export function since(version: SandboxVersion, first: number): boolean {
  return Number(version) >= first;
}

export function isSandboxVersion(text: string): text is SandboxVersion {
  return sandboxVersions.some((version) => version === text);
}
