import type { ProblemCode } from '../../model/problem';
import { ask, edit, remedy, sentenceCase, type Told, type Words } from './words';

type RestCode = Extract<ProblemCode, `rest.${string}`>;

/** What the module itself said, which is the best there is. */
function itSays(told: Told): string {
  return told.said ? ` It says: ${told.said}` : '';
}

function status(told: Told): string {
  const value = told.text('status');
  return value && value !== '200' ? ` (HTTP ${value})` : '';
}

/** What a REST module says about a call it received. Its own words are shown: every module has others. */
export const restWords: Record<RestCode, Words> = {
  'rest.refused': {
    title: 'The API refused the request',
    sentence: (told) =>
      `${sentenceCase(told.host)} understood the request and refused it${status(told)}.${itSays(told)}`,
    remedies: () => [remedy('Change the request as the answer says, and send it again.')],
  },
  'rest.forbidden': {
    title: 'Not allowed by the API',
    sentence: (told) => `This sign-in may not do that at ${told.host}${status(told)}.${itSays(told)}`,
    remedies: () => [
      ask('Give this account or application the right to it.'),
      edit('Or sign in another way.', 'signIn'),
    ],
  },
  'rest.notFound': {
    title: 'Nothing there',
    sentence: (told) =>
      `${sentenceCase(told.host)} has no such record or route${told.phrase('path', (path) => ` at ${path}`, '')}${status(told)}.${itSays(told)}`,
    remedies: () => [
      remedy('Check the id and the route: letter case counts.'),
      edit('Check where the module’s paths begin.', 'method'),
      ask('Check that the route is published.'),
    ],
  },
  'rest.failed': {
    title: 'The API answered with an error',
    sentence: (told) => `${sentenceCase(told.host)} answered with an error${status(told)}.${itSays(told)}`,
    remedies: () => [
      remedy('Look at what the server said below.'),
      ask('Look into the server’s log for this moment.'),
    ],
  },
};
