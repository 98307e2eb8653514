import { authLabels, protocolLabels, signInLabel } from '../model/authMethod';
import type { Connection } from '../model/connection';
import { probeLabels, type Diagnosis, type Verdict } from '../model/diagnosis';

const verdictWords: Record<Verdict, string> = {
  ok: 'passed',
  warning: 'warning',
  failed: 'failed',
  skipped: 'not run',
};

/** A diagnosis as Markdown to hand to someone else. It is made of findings only, which never hold a secret. */
export function report(connection: Connection, diagnosis: Diagnosis): string {
  const { cause } = diagnosis;
  const lines = [
    `# Odoo sign-in diagnosis: ${connection.name}`,
    '',
    `- Address: ${connection.url}`,
    `- Database: ${connection.database || '(none)'}`,
    `- Login: ${connection.login || '(none)'}`,
    `- Sign-in: ${signInLabel(connection)}`,
    '',
    cause ? `## ${cause.title} (${cause.certainty})` : '## Everything works',
    '',
    ...(cause ? [cause.sentence, ''] : []),
    ...section('Why', diagnosis.evidence),
    ...section(
      'What to do',
      diagnosis.remedies.map(({ text, forAdministrator }) =>
        forAdministrator ? `${text} (administrator)` : text,
      ),
    ),
    ...section(
      'Checks',
      diagnosis.steps.map(
        ({ probe, verdict, ms, detail }) =>
          `${probeLabels[probe]}: ${verdictWords[verdict]}, ${Math.round(ms)} ms. ${detail}`,
      ),
    ),
    ...section(
      'Sign-in methods',
      diagnosis.access.map(
        ({ auth, protocol, state, reason }) =>
          `${authLabels[auth]} over ${protocolLabels[protocol]}: ${state}. ${reason}`,
      ),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`## ${title}`, '', ...items.map((item) => `- ${item}`), ''];
}
