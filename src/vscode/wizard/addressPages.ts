import { explainError } from '../../diagnosis/explain';
import { hostOf } from '../../model/connection';
import type { ExplainedProblem } from '../../model/problem';
import { OdooError } from '../../odoo/error';
import { databaseExists } from '../../odoo/server';
import { methodNeedsDatabase } from '../../odoo/auth/methodNeeds';
import { pickStep, textStep, type Accepted, type StepFrame, type StepResult, type WayOut } from './steps';
import type { WizardState } from './wizardState';

const aboutCertificates = new Set([
  'tls.untrusted',
  'tls.expired',
  'tls.nameMismatch',
  'tls.clientCertificate',
  'tls.files',
]);

/** Somebody answered, and not as Odoo does: a gate in front of it, or another server. */
const answeredOtherwise = new Set([
  'http.notOdoo',
  'http.forbidden',
  'http.botFilter',
  'http.requestTooLarge',
  'http.tooManyRequests',
  'http.status',
  'http.malformed',
  'protocol.notAvailable',
  'server.hiddenReason',
  'server.contentType',
  'database.notSelected',
]);

export function addressPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  return textStep<undefined>({
    ...frame,
    prompt: 'Address of the Odoo server. Its version and databases are asked for before any password.',
    placeholder: 'https://mycompany.odoo.com or localhost:8069',
    value: input.address,
    check: (value) => {
      input.address = value;
      return undefined;
    },
    accept: async (_value, signal): Promise<Accepted<undefined>> => {
      input.wantsTrust = false;
      try {
        await state.askServer(signal);
        input.address = state.url;
        return { ok: true, value: undefined };
      } catch (error) {
        return refused(state, explainError(error));
      }
    },
  });
}

function refused(state: WizardState, problem: ExplainedProblem): Accepted<undefined> {
  const { input } = state;
  const { address } = problem.facts;
  if (problem.code === 'http.redirected' && typeof address === 'string') {
    input.address = address;
    return { ok: false, value: address, message: `${problem.sentence} Enter uses ${address}.` };
  }
  if (problem.code.startsWith('address.')) return { ok: false, message: problem.sentence };
  return { ok: false, message: problem.sentence, waysOut: waysOut(state, problem) };
}

function waysOut(state: WizardState, problem: ExplainedProblem): WayOut<undefined>[] {
  const { input } = state;
  const goOn = (change: () => void) => (): StepResult<undefined> => {
    change();
    return { kind: 'done', value: undefined };
  };
  return [
    ...(aboutCertificates.has(problem.code)
      ? [
          {
            icon: 'shield',
            tooltip: 'Certificates: choose what to trust',
            press: goOn(() => (input.wantsTrust = true)),
          },
        ]
      : []),
    ...(answeredOtherwise.has(problem.code)
      ? [
          {
            icon: 'arrow-right',
            tooltip: 'Any other REST module: go on without knowing the version',
            press: goOn(() => (input.withoutVersion = true)),
          },
        ]
      : []),
    {
      icon: 'pulse',
      tooltip: 'Diagnose: find out why',
      // The panel takes over; its buttons lead back to this step.
      press: () => {
        state.ports.diagnose(state.typedSoFar(), undefined, undefined);
        return { kind: 'cancelled' };
      },
    },
  ];
}

const noDatabase = {
  label: '$(circle-slash) No database',
  description: 'for a REST module that finds it by itself',
  alwaysShow: true,
};

export async function databasePage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { databases, input } = state;
  if (!databases?.length) return typedDatabase(state, frame);
  const names = databases.map((name) => ({ label: name, description: '' }));
  const items = mayBeEmpty(state) ? [...names, noDatabase] : names;
  const chosen = input.signIn?.protocol === 'rest' && !input.database ? noDatabase : undefined;
  const current = items.find(({ label }) => label === input.database) ?? chosen;
  const result = await pickStep({
    ...frame,
    placeholder: `Database on ${hostOf(state.url)}${state.versionWords}`,
    items,
    ...(current ? { active: current } : {}),
    typed: (value) =>
      databases.includes(value) ? undefined : { label: value, description: 'not in the server’s list' },
  });
  if (result.kind !== 'done') return result;
  input.database = result.value === noDatabase ? '' : result.value.label;
  return { kind: 'done', value: undefined };
}

/** A new connection may yet become one of a REST module; a saved one is what it is. */
function mayBeEmpty(state: WizardState): boolean {
  return !state.editing || !methodNeedsDatabase(state.method);
}

function typedDatabase(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  const host = hostOf(state.url);
  const empty = mayBeEmpty(state);
  const may = empty ? ' Leave it empty for a REST module that finds it by itself.' : '';
  const why = state.version
    ? `${host} does not show its databases, which is normal for public servers. Type the database’s name.`
    : `${host} does not say that it is Odoo. Type the database’s name.`;
  return textStep<undefined>({
    ...frame,
    prompt: why + may,
    placeholder: 'mycompany',
    value: input.database,
    check: (value) => {
      input.database = value.trim();
      return undefined;
    },
    accept: async (value, signal): Promise<Accepted<undefined>> => {
      const name = value.trim();
      if (!name && empty) return { ok: true, value: undefined };
      if (!name) return { ok: false, message: explainError(new OdooError('database.missing')).sentence };
      if (!state.version) return { ok: true, value: undefined };
      const exists = await databaseExists(state.url, name, state.client.exchange(signal, input.tls)).catch(
        () => undefined,
      );
      if (exists !== false) return { ok: true, value: undefined };
      return {
        ok: false,
        message: explainError(new OdooError('database.notFound', { database: name })).sentence,
      };
    },
  });
}
