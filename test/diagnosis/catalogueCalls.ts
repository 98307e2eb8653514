import type { RequestSpec } from '../../src/model/requestSpec';
import type { FaultId } from '../../src/sandbox/faults';
import type { Reproduction } from './catalogue';
import { examinedCall, type Wish } from './engine';
import { faulty, toSandbox } from './wishes';

/** A call that fails on a sandbox which fails so. */
export function callOnFault(fault: FaultId, spec: RequestSpec, changes: Partial<Wish> = {}): Reproduction {
  return {
    on: 'sandbox',
    how: `fault ${fault}`,
    run: async () => {
      const server = await faulty(fault);
      const secret = changes.auth === 'apiKey' ? server.plain.apiKey : server.plain.password;
      return examinedCall(toSandbox(server, changes), secret, spec);
    },
  };
}
