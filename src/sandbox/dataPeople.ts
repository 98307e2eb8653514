import { expiredApiKey } from './accounts';
import type { Database } from './database';
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
const jobs = [
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
  for (const name of [
    'Role / Administrator',
    'Access Rights',
    'Role / User',
    'Contact/Creation',
    'Sales/Administrator',
  ]) {
    add(db, 'res.groups', { name, sequence: 10 });
  }
  for (const [index, name] of ['Customer', 'Vendor', 'Priority', 'Services', 'Consumer'].entries()) {
    add(db, 'res.partner.category', { name, color: index + 1 });
  }
  add(db, 'res.partner.category', { name: 'Yearly Contract', color: 7, parent_id: 1 });
  addOwnCompany(db);
  addUsers(db);
  for (const [index, company] of companies.entries()) addCompany(db, random, company, index);
  add(db, 'res.partner', {
    name: 'Closed Shop',
    is_company: true,
    active: false,
    country_id: countryId('FR'),
  });
}

function countryId(code: string): number {
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

/** The ids are those in accounts.ts; 1 is Odoo's own user, with which nobody signs in. */
function addUsers(db: Database): void {
  const users: [string, string, boolean, number[]][] = [
    ['OdooBot', '__system__', false, [1]],
    ['Mitchell Admin', 'admin', true, [1, 2, 3, 4, 5]],
    ['Marc Demo', 'demo', true, [3]],
    ['Nora Twofactor', 'twofactor', true, [3]],
    ['Ada Archived', 'archived', false, [3]],
  ];
  for (const [name, login, active, groups] of users) {
    const partner = add(db, 'res.partner', {
      name,
      active,
      email: `${login.replace(/_/g, '')}@sandbox.example.com`,
      parent_id: 1,
      tz: 'Europe/Brussels',
      country_id: countryId('BE'),
      employee: true,
    });
    add(db, 'res.users', {
      login,
      active,
      partner_id: partner,
      group_ids: groups,
      totp_enabled: login === 'twofactor',
      signature: `<p>${name}</p>`,
    });
  }
  addKeys(db);
}

function addKeys(db: Database): void {
  for (const [index, name] of ['admin', 'demo', 'twofactor'].entries()) {
    const at = { create_date: moment(index), expiration_date: false };
    db.insert('res.users.apikeys', { name: `Explorer of ${name}`, user_id: index + 2, scope: 'rpc', ...at });
  }
  db.insert('res.users.apikeys', {
    name: `Run out (${expiredApiKey.slice(0, 8)})`,
    user_id: 3,
    scope: false,
    create_date: moment(0),
    expiration_date: moment(1),
  });
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
