import { describe, expect, it } from 'vitest';
import {
  isoTrap,
  localZone,
  readDate,
  readDatetime,
  toLocal,
  toUtc,
  writeDate,
  writeDatetime,
  type DateParts,
} from '../../../src/values/datetimes';
import { fuzz } from '../fuzz/fuzz';

function at(text: string): DateParts {
  const parts = readDatetime(text);
  if (!parts) throw new Error(`${text} is no datetime`);
  return parts;
}

describe('the datetimes that Odoo reads', () => {
  it('are written with a space, and may end after any part but the year’s century', () => {
    const read = [
      '2026-01-02 03:04:05',
      '2026-01-02 03:04',
      '2026-01-02 03',
      '2026-01-02',
      '2026-01',
      '2026',
    ];
    expect(read.map((text) => writeDatetime(at(text)))).toEqual([
      '2026-01-02 03:04:05',
      '2026-01-02 03:04:00',
      '2026-01-02 03:00:00',
      '2026-01-02 00:00:00',
      '2026-01-01 00:00:00',
      '2026-01-01 00:00:00',
    ]);
  });

  it.each([
    '2026-01-02T03:04:05',
    '2026-01-02 03:04:05Z',
    '2026-01-02 03:04:05.123',
    '2026-1-2 03:04:05',
    ' 2026-01-02 03:04:05',
    '2026-02-30 00:00:00',
    '2026-01-02 24:00:00',
    '0000-01-01 00:00:00',
    'today',
    'x',
    '',
  ])('are not: %s', (text) => {
    expect(readDatetime(text)).toBeUndefined();
  });

  it('are dates by their first ten characters', () => {
    const read = ['2001-02-04', '2001-02-04T23:59:59Z', '2001-2-5', '2001-02-05x'].map(readDate);
    expect(read.map((date) => date && writeDate(date))).toEqual([
      '2001-02-04',
      '2001-02-04',
      '2001-02-05',
      '2001-02-05',
    ]);
    expect(['05/02/2001', '2001-02', '2001-02-30', 'today'].map(readDate)).toEqual(Array.from({ length: 4 }));
  });
});

describe('a datetime in ISO 8601', () => {
  it.each([
    ['2026-01-02T03:04:05', '2026-01-02 03:04:05', 'none'],
    ['2026-01-02 03:04:05.123456', '2026-01-02 03:04:05', 'none'],
    ['2026-1-2 3:4', '2026-01-02 03:04:00', 'none'],
    ['2026-01-02T03:04:05.000Z', '2026-01-02 03:04:05', 'utc'],
    ['2026-01-02T03:04+02:00', '2026-01-02 01:04:00', 'offset'],
    ['2026-12-31T23:30:00-0130', '2027-01-01 01:00:00', 'offset'],
    ['2026-01-01T00:30:00+05:30', '2025-12-31 19:00:00', 'offset'],
  ])('%s is %s in Odoo’s form', (text, corrected, zone) => {
    expect(isoTrap(text)).toEqual({ corrected, zone });
  });

  it('is not seen where there is none', () => {
    expect(['next week', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00', '12:30', ''].map(isoTrap)).toEqual(
      Array.from({ length: 5 }),
    );
  });
});

describe('local time', () => {
  it('is said in UTC by the zone’s clocks, in winter and in summer', () => {
    const utc = (text: string): string => writeDatetime(toUtc(at(text), 'Europe/Brussels').utc);
    expect(utc('2026-01-15 12:00:00')).toBe('2026-01-15 11:00:00');
    expect(utc('2026-07-15 12:00:00')).toBe('2026-07-15 10:00:00');
    expect(writeDatetime(toLocal(at('2026-07-15 10:00:00'), 'Asia/Kolkata'))).toBe('2026-07-15 15:30:00');
  });

  it('that the clocks skip is moved on, and said to be', () => {
    const found = toUtc(at('2026-03-29 02:30:00'), 'Europe/Brussels');
    expect(found).toEqual({ kind: 'gap', utc: at('2026-03-29 01:30:00'), shown: at('2026-03-29 03:30:00') });
  });

  it('that the clocks show twice has two moments', () => {
    const found = toUtc(at('2026-10-25 02:30:00'), 'Europe/Brussels');
    expect(found).toEqual({ kind: 'fold', utc: at('2026-10-25 00:30:00'), later: at('2026-10-25 01:30:00') });
    // Half an hour, in a zone whose summer time is that short.
    expect(toUtc(at('2026-04-05 01:45:00'), 'Australia/Lord_Howe')).toMatchObject({ kind: 'fold' });
  });

  it('knows a day that a country left out', () => {
    expect(toUtc(at('2011-12-30 12:00:00'), 'Pacific/Apia').kind).toBe('gap');
    expect(toUtc(at('2011-12-31 00:30:00'), 'Pacific/Apia')).toEqual({
      kind: 'one',
      utc: at('2011-12-30 10:30:00'),
    });
  });

  it('knows years of less than four digits and before the Gregorian calendar', () => {
    for (const text of ['0050-06-01 10:00:00', '1200-03-01 00:00:00']) {
      expect(writeDatetime(toLocal(at(text), 'UTC'))).toBe(text);
      expect(toUtc(at(text), 'UTC')).toEqual({ kind: 'one', utc: at(text) });
    }
  });

  it('has a zone that the computer names', () => {
    expect(Intl.supportedValuesOf('timeZone').concat('UTC')).toContain(localZone());
  });

  const zones = Intl.supportedValuesOf('timeZone');

  fuzz('leads back to the moment it came from, in every zone', (random) => {
    const zone = zones[random.below(zones.length)] ?? 'UTC';
    for (let tries = 0; tries < 20; tries++) {
      const date = new Date(Date.UTC(1995, 0, 1) + random.below(2_000_000_000) * 1000);
      const utc = at(date.toISOString().slice(0, 19).replace('T', ' '));
      const back = toUtc(toLocal(utc, zone), zone);
      expect(back.kind, zone).not.toBe('gap');
      expect(back.kind === 'fold' ? [back.utc, back.later] : [back.utc], zone).toContainEqual(utc);
    }
  });

  fuzz('is shown as it was asked for, unless it does not exist', (random) => {
    const zone = zones[random.below(zones.length)] ?? 'UTC';
    for (let tries = 0; tries < 20; tries++) {
      const date = new Date(Date.UTC(1995, 0, 1) + random.below(2_000_000_000) * 1000);
      const local = at(date.toISOString().slice(0, 19).replace('T', ' '));
      const found = toUtc(local, zone);
      const shown = found.kind === 'gap' ? found.shown : local;
      expect(toLocal(found.utc, zone), zone).toEqual(shown);
      if (found.kind === 'gap') expect(writeDatetime(shown) > writeDatetime(local), zone).toBe(true);
      if (found.kind === 'fold') expect(toLocal(found.later, zone), zone).toEqual(local);
    }
  });
});
