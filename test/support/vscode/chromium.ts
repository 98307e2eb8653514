import { existsSync } from 'node:fs';
import type { LaunchOptions } from 'playwright-core';
import { installPackages, mayInstallPackages } from './debian';
import { findOnPath } from './process';

export type FoundChromium = { path: string } | { path: undefined; reason: string };

const wellKnown = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser the tests drive: the CHROMIUM variable, else Chromium or Chrome on PATH or in its usual place, else
 * Debian's chromium, installed on the spot when we may.
 */
export async function findChromium(): Promise<FoundChromium> {
  const chosen = process.env['CHROMIUM'];
  if (chosen) {
    if (existsSync(chosen)) return { path: chosen };
    return { path: undefined, reason: `The variable CHROMIUM names ${chosen}, which does not exist.` };
  }
  const found = look();
  if (found) return { path: found };
  if (!mayInstallPackages()) {
    return {
      path: undefined,
      reason: 'No Chromium or Chrome was found. Install one, or name its program in the variable CHROMIUM.',
    };
  }
  try {
    await installPackages(['chromium'], 'The browser for the tests');
  } catch (error) {
    return { path: undefined, reason: error instanceof Error ? error.message : String(error) };
  }
  const installed = look();
  if (installed) return { path: installed };
  return { path: undefined, reason: 'The package chromium was installed, but gave no program "chromium".' };
}

function look(): string | undefined {
  return (
    findOnPath('chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome') ??
    wellKnown.find((path) => existsSync(path))
  );
}

/** How the tests start Chromium: no sandbox (they may run as root), nothing that talks to the internet by itself. */
export function chromiumOptions(path: string, headless = true): LaunchOptions {
  return {
    executablePath: path,
    headless,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
