import { accounts, expiredApiKey, expiringApiKey, plainAccount } from './accounts';
import type { Database } from './database';
import { groupId, groupKeys, groupName, groupsField, groupsIn, impliedGroups } from './groups';
import type { GroupKey } from './groups';
import { add, moment } from './seed';
import type { Random } from './seed';

const currencies: [string, string, string, number, 'before' | 'after', number][] = [
  ['EUR', 'Euro', '€', 1, 'after', 0.01],
  ['USD', 'United States dollar', '$', 1.1571, 'before', 0.01],
  ['GBP', 'Pound sterling', '£', 0.8702, 'before', 0.01],
  ['CHF', 'Swiss franc', 'CHF', 0.9311, 'after', 0.01],
  ['JPY', 'Japanese yen', '¥', 179.4, 'before', 1],
  ['BRL', 'Brazilian real', 'R$', 6.2305, 'before', 0.01],
];

/** Name, code, calling code, and the place of its currency above. */
const countries: [string, string, number, number][] = [
  ['Argentina', 'AR', 54, 2],
  ['Australia', 'AU', 61, 2],
  ['Austria', 'AT', 43, 1],
  ['Belgium', 'BE', 32, 1],
  ['Brazil', 'BR', 55, 6],
  ['Canada', 'CA', 1, 2],
  ['Denmark', 'DK', 45, 1],
  ['Egypt', 'EG', 20, 2],
  ['Finland', 'FI', 358, 1],
  ['France', 'FR', 33, 1],
  ['Germany', 'DE', 49, 1],
  ['Greece', 'GR', 30, 1],
  ['India', 'IN', 91, 2],
  ['Ireland', 'IE', 353, 1],
  ['Italy', 'IT', 39, 1],
  ['Japan', 'JP', 81, 5],
  ['Kenya', 'KE', 254, 2],
  ['Luxembourg', 'LU', 352, 1],
  ['Mexico', 'MX', 52, 2],
  ['Netherlands', 'NL', 31, 1],
  ['Norway', 'NO', 47, 1],
  ['Poland', 'PL', 48, 1],
  ['Portugal', 'PT', 351, 1],
  ['Singapore', 'SG', 65, 2],
  ['Spain', 'ES', 34, 1],
  ['Sweden', 'SE', 46, 1],
  ['Switzerland', 'CH', 41, 4],
  ['United Arab Emirates', 'AE', 971, 2],
  ['United Kingdom', 'GB', 44, 3],
  ['United States', 'US', 1, 2],
];

/** Company, city, country, tags. */
const companies: [string, string, string, number[]][] = [
  ['Azure Interior', 'Brussels', 'BE', [1, 3]],
  ['Deco Addict', 'Antwerp', 'BE', [1]],
  ['Lumber Inc', 'Namur', 'BE', [2]],
  ['Ready Mat', 'Rotterdam', 'NL', [2, 4]],
  ['Gemini Furniture', 'Utrecht', 'NL', [1]],
  ['The Jackson Group', 'Chicago', 'US', [1, 3]],
  ['Wood Corner', 'Portland', 'US', [2]],
  ['Acme Corporation', 'Fremont', 'US', [1]],
  ['Atelier Bois & Fils', 'Lyon', 'FR', [1, 4]],
  ['Café Zoë', 'Paris', 'FR', [5]],
  ['Möbelhaus Krüger', 'Köln', 'DE', [1]],
  ['Nordlicht Büro GmbH', 'Hamburg', 'DE', [1, 3]],
  ['Søstrene Nielsen', 'Aarhus', 'DK', [5]],
  ['Fjord Design AS', 'Bergen', 'NO', [4]],
  ['Åkesson Kontor AB', 'Malmö', 'SE', [1]],
  ['Muebles Peñalver', 'Valencia', 'ES', [1]],
  ['Ferreira & Irmãos', 'Porto', 'PT', [2]],
  ['Officina Ricci', 'Torino', 'IT', [2, 3]],
  ['Łódź Meble', 'Łódź', 'PL', [1]],
  ['Ελληνικά Έπιπλα', 'Αθήνα', 'GR', [5]],
  ['東京オフィス家具', '東京', 'JP', [1]],
  ['Harbour & Quay Ltd', 'Bristol', 'GB', [1, 3]],
  ['Maple Leaf Office', 'Toronto', 'CA', [4]],
  ['Nairobi Workspaces', 'Nairobi', 'KE', [1]],
  ['Casa Ipê', 'São Paulo', 'BR', [5]],
];

const firstNames = 'Addison,Billy,Brandon,Chiara,Douglas,Edwin,Floyd,Gabriel,Ines,Jessica,Kim,Léa,Marek,Nicole,Oscar,Priya,Ron,Sofía,Theodore,Zeynep'.split(','); // prettier-ignore
const lastNames = 'Armstrong,Bailey,Castro,De Smet,Edwards,Fox,Gardner,Holt,Ivanova,Jansen,Kovács,Lambert,Moreau,Nguyen,Olson,Parker,Ruiz,Silva,Tanaka,Underwood'.split(','); // prettier-ignore
export const jobs = [
  'Director',
  'Sales Manager',
  'Purchase Manager',
  'Accountant',
  'Designer',
  'Logistics',
] as const;

/** Currencies, countries, the company, its users, and the contacts. */
export function addPeople(db: Database, random: Random): void {
  for (const [name, full, symbol, rate, position, rounding] of currencies) {
    add(db, 'res.currency', { name, full_name: full, symbol, current_rate: rate, position, rounding });
  }
  for (const [name, code, phone, currency] of countries) {
    add(db, 'res.country', { name, code, phone_code: phone, currency_id: currency });
  }
  addGroups(db);
  for (const [index, name] of ['Customer', 'Vendor', 'Priority', 'Services', 'Consumer'].entries()) {
    add(db, 'res.partner.category', { name, color: index + 1 });
  }
  add(db, 'res.partner.category', { name: 'Yearly Contract', color: 7, parent_id: 1 });
  addOwnCompany(db);
  addUsers(db, (uid) => uid <= lastFirst);
  for (const [index, company] of companies.entries()) addCompany(db, random, company, index);
  add(db, 'res.partner', {
    name: 'Closed Shop',
    is_company: true,
    active: false,
    country_id: countryId('FR'),
  });
  addUsers(db, (uid) => uid > lastFirst);
}

export function countryId(code: string): number {
  return countries.findIndex(([, one]) => one === code) + 1;
}

function addOwnCompany(db: Database): void {
  const partner = add(db, 'res.partner', {
    name: 'Sandbox Furniture',
    is_company: true,
    email: 'info@sandbox.example.com',
    phone: '+32 2 555 01 00',
    website: 'https://sandbox.example.com',
    street: 'Rue du Bac à Sable 1',
    zip: '1000',
    city: 'Brussels',
    country_id: countryId('BE'),
    vat: 'BE0477472701',
  });
  add(db, 'res.company', {
    name: 'Sandbox Furniture',
    partner_id: partner,
    currency_id: 1,
    country_id: countryId('BE'),
    email: 'info@sandbox.example.com',
    phone: '+32 2 555 01 00',
  });
}

/** Their ids are those that groups.ts counts; a group of a later Odoo leaves a gap. */
function addGroups(db: Database): void {
  const known = new Set(groupsIn(db.version));
  for (const key of groupKeys) {
    const fullName = groupName(key, db.version);
    const id = add(db, 'res.groups', {
      name: fullName.split('/').at(-1)?.trim() ?? fullName,
      full_name: fullName,
      sequence: 10,
      share: key === 'portal' || key === 'public',
      implied_ids: impliedGroups(key).map(groupId),
    });
    if (!known.has(key)) db.remove('res.groups', id);
  }
}

/** The ids are those in accounts.ts; 1 is Odoo's own user, with which nobody signs in. */
const people: Readonly<Record<string, { name: string; active: boolean; groups: readonly GroupKey[] }>> = {
  __system__: { name: 'OdooBot', active: false, groups: ['system'] },
  admin: {
    name: 'Mitchell Admin',
    active: true,
    groups: groupKeys.filter((key) => key !== 'portal' && key !== 'public'),
  },
  demo: { name: 'Marc Demo', active: true, groups: ['user', 'saleOwn', 'projectUser', 'export'] },
  twofactor: { name: 'Nora Twofactor', active: true, groups: ['user'] },
  archived: { name: 'Ada Archived', active: false, groups: ['user'] },
  portal: { name: 'Joel Portal', active: true, groups: ['portal'] },
};

/** Users up to this one come before the contacts, later ones after them: so no contact's id ever changes. */
const lastFirst = 5;

function addUsers(db: Database, isWanted: (uid: number) => boolean): void {
  const known = new Set(groupsIn(db.version));
  const logins = ['__system__', ...accounts.toSorted((a, b) => a.uid - b.uid).map(({ login }) => login)];
  for (const [index, login] of logins.entries()) {
    if (!isWanted(index + 1)) continue;
    const { name, active, groups } = people[login] ?? { name: login, active: true, groups: ['user'] };
    const isPortal = groups.includes('portal');
    const partner = add(db, 'res.partner', {
      name,
      active,
      email: `${login.replace(/_/g, '')}@sandbox.example.com`,
      parent_id: isPortal ? false : 1,
      tz: 'Europe/Brussels',
      country_id: countryId('BE'),
      employee: !isPortal,
    });
    add(db, 'res.users', {
      login,
      active,
      partner_id: partner,
      [groupsField(db.version)]: groups.filter((key) => known.has(key)).map(groupId),
      company_ids: login === 'admin' ? [1, 2] : [1],
      share: isPortal,
      totp_enabled: login === 'twofactor',
      signature: `<p>${name}</p>`,
    });
  }
}

/**
 * The records of the keys that accounts.ts knows; keys.ts finds them by their names. Only the one that soon runs out depends on the day, and
 * ends at midnight as those of Odoo's own dialog do.
 */
export function addKeys(db: Database): void {
  const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const add = (
    name: string,
    user: number,
    scope: string | false,
    expires: string | false,
    days: number,
  ): void => {
    const at = { create_date: moment(days), expiration_date: expires };
    db.insert('res.users.apikeys', { name, user_id: user, scope, ...at });
  };
  for (const { uid, login } of accounts) add(`Explorer of ${login}`, uid, 'rpc', false, uid);
  const { uid } = plainAccount;
  add(`Run out (${expiredApiKey.slice(0, 8)})`, uid, false, moment(1), 0);
  add(`Runs out soon (${expiringApiKey.slice(0, 8)})`, uid, false, `${soon} 00:00:00`, 300);
  add('Mail plugin', uid, 'odoo.plugin.outlook', false, 10);
}

/** Who signed in last. */
export function addLogs(db: Database): void {
  for (const user of [2, 3]) db.insert('res.users.log', { create_uid: user, create_date: moment(300) });
}

function addCompany(
  db: Database,
  random: Random,
  [name, city, country, tags]: (typeof companies)[number],
  index: number,
): void {
  const domain = `company${index + 1}.example.com`;
  const calling = countries[countryId(country) - 1]?.[2] ?? 1;
  const phone = (): string => `+${calling} ${100 + random.below(900)} ${1000 + random.below(9000)}`;
  const place = { city, country_id: countryId(country), zip: String(1000 + random.below(8999)) };
  const company = add(
    db,
    'res.partner',
    {
      ...place,
      name,
      is_company: true,
      email: `info@${domain}`,
      phone: phone(),
      website: `https://www.${domain}`,
      street: `${1 + random.below(250)} ${random.pick(['Main Street', 'Harbour Road', 'Market Square', 'Station Avenue'])}`,
      vat: `${country}${String(100_000_000 + random.below(899_999_999))}`,
      ref: `C${String(index + 1).padStart(4, '0')}`,
      category_id: tags,
      user_id: random.pick([2, 3]),
      color: random.below(12),
      partner_latitude: Math.round((35 + random.below(25_000) / 1000) * 1e6) / 1e6,
      partner_longitude: Math.round((random.below(30_000) / 1000 - 5) * 1e6) / 1e6,
      comment: index % 4 === 0 ? '<p>Pays on time. Prefers <b>deliveries</b> before noon.</p>' : false,
    },
    index,
  );
  for (let number = 1 + random.below(3); number > 0; number--) {
    const first = firstNames[random.below(firstNames.length)] ?? '';
    const last = lastNames[random.below(lastNames.length)] ?? '';
    const mailbox = `${first}.${last}`
      .normalize('NFD')
      .replace(/[^\w.]/g, '')
      .toLowerCase();
    add(
      db,
      'res.partner',
      {
        ...place,
        name: `${first} ${last}`,
        parent_id: company,
        email: `${mailbox}@${domain}`,
        phone: phone(),
        function: random.pick(jobs),
        color: random.below(12),
        type: number === 3 ? random.pick(['invoice', 'delivery', 'other']) : 'contact',
      },
      index + number,
    );
  }
}
