import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import type { Words } from './words';
import { remedy } from './words';

type WriteCode = Extract<ProblemCode, `write.${string}`>;

/** A write that was looked at first, and does not go as it was looked at. */
export const writeWords: Record<WriteCode, Words> = {
  'write.conflict': {
    title: () => t('Changed by somebody else meanwhile'),
    sentence: (told) =>
      told.number('records') === 1
        ? told.say(
            '{record} was changed, or deleted, after you looked at it, so nothing was written.',
            'The record was changed, or deleted, after you looked at it, so nothing was written.',
          )
        : told.say(
            '{records} of these records were changed, or deleted, after you looked at them, so nothing was written.',
            'Some of these records were changed, or deleted, after you looked at them, so nothing was written.',
          ),
    remedies: () => [remedy(t('Send again to see what it would change now.'))],
  },
  'write.outdatedReview': {
    title: () => t('The request is not the one you looked at'),
    sentence: () => t('It was changed, or sent, after you looked at what it will write. Nothing was sent.'),
    remedies: () => [remedy(t('Send again to see what it will change.'))],
  },
  'write.undone': {
    title: () => t('It can no longer be undone'),
    sentence: () =>
      t('It was undone already, or so many writes came after it that its values are no longer kept.'),
    remedies: () => [],
  },
};
