import type { OpenQuestion, QuestionId } from '../../model/diagnosis';
import type { ProblemFacts } from '../../model/problem';
import { t } from './translate';
import { Told } from './words';

/** What asking a question further tells, and what it leaves behind on the server. */
const words: Record<QuestionId, (told: Told) => Omit<OpenQuestion, 'id'>> = {
  session: (told) => ({
    title: t('Sign in once as the web page does'),
    tells: t(
      'Over a web session Odoo says whether the password is right and the account asks for a second code, or whether the login or password is wrong.',
    ),
    cost: told.say(
      'It counts as one sign-in of “{login}”; Odoo may send the user an e-mail about a new device, and an administrator’s sign-in rewrites web.base.url unless web.base.url.freeze is set.',
      'It counts as one sign-in; Odoo may send the user an e-mail about a new device, and an administrator’s sign-in rewrites web.base.url unless web.base.url.freeze is set.',
    ),
  }),
  call: () => ({
    title: t('Make one call with this password'),
    tells: t(
      'On Odoo 12 to 15 only a call says whether Odoo has paused sign-ins after too many failed ones, which otherwise look like a wrong password.',
    ),
    cost: t('Where there is no pause, it counts as one more failed sign-in.'),
  }),
  databases: () => ({
    title: t('Try the key on the other databases'),
    tells: t(
      'Trying the key on the other databases that this server lists shows whether it was made in one of them.',
    ),
    cost: t('The key is sent to each of them over JSON-2, which counts no failed sign-ins.'),
  }),
  account: (told) => ({
    title: t('Look the account up as an administrator'),
    tells: told.say(
      'Reading the user “{login}” over a connection with administrator rights shows whether it is archived, has two-factor sign-in, is a portal user, or has an API key that expired or was deleted.',
      'Reading the user over a connection with administrator rights shows whether it is archived, has two-factor sign-in, is a portal user, or has an API key that expired or was deleted.',
    ),
    cost: t(
      'Nothing is changed on the server; its log shows that the administrator signed in and read the user.',
    ),
  }),
};

/** A question that would tell more, in a person's words. Facts: `login`. */
export function questionWords(id: QuestionId, facts: ProblemFacts = {}): OpenQuestion {
  return { id, ...words[id](new Told({ code: 'internal', facts })) };
}
