import { afterAll, beforeAll, expect } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';

export type Who = 'admin' | 'plain' | 'twoFactor';

export interface HttpReply {
  status: number;
  headers: Headers;
  text: string;
}

type Answer<T> = (model: string, method: string, body?: object, who?: Who) => Promise<T>;

/** A sandbox for the tests of one file, and the calls a client makes. */
export interface Caller {
  sandbox: () => Sandbox;
  http: (path: string, init?: RequestInit) => Promise<HttpReply>;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<HttpReply>;
  /** A call over JSON-2: its status and its answer. */
  json2: Answer<{ status: number; value: unknown }>;
  /** The answer of a call over JSON-2 that must go well. */
  value: Answer<unknown>;
  /** Status, class and message of a call over JSON-2 that must fail. */
  refused: Answer<[number, string, string]>;
  /** The result, or the error's data, of a call to a service over JSON-RPC. */
  service: (service: string, method: string, args: unknown[]) => Promise<unknown>;
}

/** Any number, and any text of a form, where a test does not care which. */
export const aNumber = expect.any(Number) as number;
export const aText = expect.any(String) as string;
export function textLike(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string;
}

export function useSandbox(options: SandboxOptions = {}): Caller {
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox(options);
  });
  afterAll(() => running?.close());
  const sandbox = (): Sandbox => {
    if (running === undefined) throw new Error('The sandbox has not started.');
    return running;
  };
  const http = async (path: string, init?: RequestInit): Promise<HttpReply> => {
    const response = await fetch(sandbox().url + path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const post: Caller['post'] = (path, body, headers = {}) =>
    http(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const json2: Caller['json2'] = async (model, method, body = {}, who = 'admin') => {
    const { apiKey } = who === 'admin' ? sandbox() : sandbox()[who];
    const answer = await post(`/json/2/${model}/${method}`, body, {
      authorization: `bearer ${apiKey}`,
      'x-odoo-database': sandbox().database,
    });
    return { status: answer.status, value: JSON.parse(answer.text) as unknown };
  };
  return {
    sandbox,
    http,
    post,
    json2,
    value: async (...call) => {
      const { status, value } = await json2(...call);
      if (status !== 200) throw new Error(`${status}: ${JSON.stringify(value)}`);
      return value;
    },
    refused: async (...call) => {
      const { status, value } = await json2(...call);
      const { name, message } = value as { name: string; message: string };
      return [status, name, message];
    },
    service: async (service, method, args) => {
      const answer = await post('/jsonrpc', { jsonrpc: '2.0', id: 1, params: { service, method, args } });
      const { result, error } = JSON.parse(answer.text) as { result?: unknown; error?: { data: unknown } };
      return error === undefined ? result : error.data;
    },
  };
}
