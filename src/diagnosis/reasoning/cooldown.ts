import { t } from '../words/translate';
import type { Opinion, Seen } from './row';

/**
 * A pause after too many failed sign-ins from one address. Up to Odoo 15 authenticate refuses everyone during it and says nothing
 * (odoo/service/common.py swallows the reason); later the RPC APIs count no failures, and the web sign-in names the pause.
 */
export function cooldown({ inquiry, problem }: Seen): Opinion | undefined {
  const { callAnswer, sessionAnswer, version } = inquiry;
  const whole = t('Whether the secret is right cannot be told before the pause is over.');
  if (problem.code === 'signIn.cooldown') {
    return {
      fits: 'certain',
      evidence: [t('Odoo itself says that there were too many failed sign-ins.'), whole],
    };
  }
  if (typeof callAnswer === 'object' && callAnswer.code === 'signIn.cooldown') {
    return {
      fits: 'certain',
      evidence: [
        t('Asked once more in another form, Odoo says that there were too many failed sign-ins.'),
        whole,
      ],
    };
  }
  if (sessionAnswer?.kind === 'cooldown') {
    return {
      fits: 'certain',
      evidence: [t('The web sign-in says that there were too many failed sign-ins.'), whole],
    };
  }
  if (callAnswer) return { excluded: t('Asked once more in another form, Odoo names no pause.') };
  const hidden = hidesPause(inquiry);
  if (!hidden && sessionAnswer && sessionAnswer.kind !== 'unknown') {
    return { excluded: t('The web sign-in names no pause.') };
  }
  if (!hidden && inquiry.connection.auth === 'webSession') {
    return { excluded: t('The web sign-in would name the pause.') };
  }
  if (!version) return undefined;
  if (version.major > 15) {
    return {
      excluded: t('Odoo {version} counts no failed sign-ins on this API.', { version: version.text }),
    };
  }
  return {
    fits: 'possible',
    evidence: [
      t(
        'Odoo {version} refuses every sign-in for a minute after several failed ones, and does not say so here.',
        {
          version: version.text,
        },
      ),
    ],
  };
}

/** With several databases Odoo up to 15 hides what the web sign-in says behind a page, and XML-RPC, asked then, says nothing of a pause. */
export function hidesPause({ version, databases }: Seen['inquiry']): boolean {
  return (version?.major ?? 16) <= 15 && databases?.length !== 1;
}
