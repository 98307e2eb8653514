import type { Remark } from '../../model/diagnosis';
import type { Problem } from '../../model/problem';
import { explain } from '../explain';
import type { Inquiry } from '../inquiry';
import { t } from '../words/translate';

/** A key that runs out within this many days is worth a word. */
const soonDays = 14;
const dayMs = 86_400_000;

/** What is not the cause of anything and worth knowing. */
export function notesOf(inquiry: Inquiry): Remark[] {
  const { dropped, url, rights, connection } = inquiry;
  const notes: Remark[] = [];
  if (dropped) {
    notes.push(
      note({ code: 'address.page', facts: { dropped, url } }, [
        t('The address was entered with {dropped} behind it; {url} was used.', { dropped, url }),
      ]),
    );
  }
  if (listIsRefused(inquiry)) {
    const { database } = connection;
    notes.push(
      note({ code: 'database.notListed', facts: { database } }, [
        inquiry.databaseExists
          ? t('The list of databases was refused, and the server says that “{database}” exists.', {
              database,
            })
          : t('The list of databases was refused.'),
      ]),
    );
  }
  if (!rights) return notes;
  const { login, share, listsModels, readsDocs, keyExpires } = rights;
  if (share) {
    const facts = { login };
    notes.push(note({ code: 'rights.portalUser', facts }, [t('The user’s own record says so.')]));
  } else if (listsModels === false) {
    notes.push(
      note({ code: 'rights.modelsHidden', facts: { login } }, [t('Reading the list of models was refused.')]),
    );
  }
  if (readsDocs === false) {
    notes.push(
      note({ code: 'rights.docHidden', facts: { login } }, [
        t('Reading a model’s documentation was refused.'),
      ]),
    );
  }
  const days = keyExpires ? Math.floor((keyExpires.getTime() - Date.now()) / dayMs) : soonDays;
  if (days < soonDays) {
    notes.push(
      note({ code: 'signIn.keyExpiresSoon', facts: { days } }, [
        t('Odoo says when the user’s only key runs out.'),
      ]),
    );
  }
  return notes;
}

function listIsRefused({ databases, version, connection, apis }: Inquiry): boolean {
  return databases === undefined && version !== undefined && apis.size > 0 && connection.database !== '';
}

function note(problem: Problem, evidence: string[]): Remark {
  const { title, sentence } = explain(problem);
  return { code: problem.code, title, certainty: 'certain', sentence, evidence };
}
