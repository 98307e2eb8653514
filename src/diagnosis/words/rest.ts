import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import { ask, edit, join, remedy, type Told, type Words } from './words';

type RestCode = Extract<ProblemCode, `rest.${string}`>;

/** What the module itself said, which is the best there is: every module has other words. */
function itSays(told: Told): string {
  return told.perhaps('It says: “{said}”');
}

/** Some modules answer every failure with HTTP 200, which would only confuse. */
function withStatus(told: Told): Told {
  return told.text('status') === '200' ? told.with({ status: '' }) : told;
}

/** What a REST module says about a call it received. */
export const restWords: Record<RestCode, Words> = {
  'rest.refused': {
    title: () => t('The API refused the request'),
    sentence: (told) =>
      join(
        withStatus(told).say(
          '{host} understood the request and refused it (HTTP {status}).',
          '{host} understood the request and refused it.',
          'The API understood the request and refused it.',
        ),
        itSays(told),
      ),
    remedies: () => [remedy(t('Change the request as the answer says, and send it again.'))],
  },
  'rest.forbidden': {
    title: () => t('Not allowed by the API'),
    sentence: (told) =>
      join(
        withStatus(told).say(
          'This sign-in may not do that at {host} (HTTP {status}).',
          'This sign-in may not do that at {host}.',
          'This sign-in may not do that.',
        ),
        itSays(told),
      ),
    remedies: () => [
      ask(t('Give this account or application the right to it.')),
      edit(t('Or sign in another way.'), 'signIn'),
    ],
  },
  'rest.notFound': {
    title: () => t('Nothing there'),
    sentence: (told) =>
      join(
        withStatus(told).say(
          '{host} has no such record or route at “{path}” (HTTP {status}).',
          '{host} has no such record or route at “{path}”.',
          '{host} has no such record or route.',
          'The API has no such record or route.',
        ),
        itSays(told),
      ),
    remedies: () => [
      remedy(t('Check the id and the route: letter case counts.')),
      edit(t('Check where the module’s paths begin.'), 'method'),
      ask(t('Check that the route is published.')),
    ],
  },
  'rest.failed': {
    title: () => t('The API answered with an error'),
    sentence: (told) =>
      join(
        withStatus(told).say(
          '{host} answered with an error (HTTP {status}).',
          '{host} answered with an error.',
          'The API answered with an error.',
        ),
        itSays(told),
      ),
    remedies: () => [
      remedy(t('Look at what the server said below.')),
      ask(t('Look into the server’s log for this moment.')),
    ],
  },
};
