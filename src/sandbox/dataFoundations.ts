import type { Database } from './database';
import { add, day } from './seed';
import type { Random } from './seed';

/** Country, then code and name of its states. */
const states: [number, [string, string][]][] = [
  [30, [['AZ', 'Arizona'], ['CA', 'California'], ['CO', 'Colorado'], ['FL', 'Florida'], ['GA', 'Georgia'], ['IL', 'Illinois'], ['MA', 'Massachusetts'], ['MI', 'Michigan'], ['NY', 'New York'], ['OH', 'Ohio'], ['OR', 'Oregon'], ['PA', 'Pennsylvania'], ['TX', 'Texas'], ['WA', 'Washington']]],
  [6, [['AB', 'Alberta'], ['BC', 'British Columbia'], ['ON', 'Ontario'], ['QC', 'Quebec']]],
  [11, [['BW', 'Baden-Württemberg'], ['BY', 'Bavaria'], ['BE', 'Berlin'], ['HH', 'Hamburg'], ['HE', 'Hesse'], ['NW', 'North Rhine-Westphalia'], ['SN', 'Saxony']]],
  [5, [['BA', 'Bahia'], ['MG', 'Minas Gerais'], ['RJ', 'Rio de Janeiro'], ['SP', 'São Paulo']]],
  [13, [['DL', 'Delhi'], ['KA', 'Karnataka'], ['MH', 'Maharashtra'], ['TN', 'Tamil Nadu']]],
  [2, [['NSW', 'New South Wales'], ['QLD', 'Queensland'], ['VIC', 'Victoria']]],
  [15, [['MI', 'Milano'], ['RM', 'Roma'], ['TO', 'Torino']]],
  [25, [['B', 'Barcelona (Barcelona)'], ['M', 'Madrid (Madrid)'], ['V', 'València (Valencia)']]],
  [16, [['13', 'Tokyo'], ['26', 'Kyoto'], ['27', 'Osaka']]],
]; // prettier-ignore

const industries = [
  'Construction',
  'Education',
  'Energy',
  'Finance',
  'Health',
  'IT/Communication',
  'Public Administration',
  'Retail',
  'Transportation',
  'Wholesale',
];

const languages: [string, string, string, boolean][] = [
  ['English (US)', 'en_US', 'en', true],
  ['French / Français', 'fr_FR', 'fr', true],
  ['German / Deutsch', 'de_DE', 'de', true],
  ['Spanish / Español', 'es_ES', 'es', false],
  ['Dutch / Nederlands', 'nl_NL', 'nl', false],
  ['Arabic / الْعَرَبيّة', 'ar_001', 'ar', false],
];

/** Code, name, type. The codes are those balance.ts books on. */
const accounts: [string, string, string][] = [
  ['100000', 'Share Capital', 'equity'],
  ['121000', 'Account Receivable', 'asset_receivable'],
  ['131000', 'Tax Paid', 'asset_current'],
  ['151000', 'Fixed Asset', 'asset_fixed'],
  ['101401', 'Bank', 'asset_cash'],
  ['101501', 'Cash', 'asset_cash'],
  ['211000', 'Account Payable', 'liability_payable'],
  ['251000', 'Tax Received', 'liability_current'],
  ['400000', 'Product Sales', 'income'],
  ['400100', 'Service Sales', 'income'],
  ['450000', 'Other Income', 'income_other'],
  ['500000', 'Cost of Goods Sold', 'expense_direct_cost'],
  ['600000', 'Expenses', 'expense'],
  ['611000', 'Purchase of Equipments', 'expense'],
  ['612000', 'Rent', 'expense'],
  ['630000', 'Salary Expenses', 'expense'],
];

/** Name, use, percent, company. */
const taxes: [string, 'sale' | 'purchase', number, number][] = [
  ['21%', 'sale', 21, 1],
  ['6%', 'sale', 6, 1],
  ['21% G', 'purchase', 21, 1],
  ['0%', 'sale', 0, 1],
  ['19%', 'sale', 19, 2],
  ['19% G', 'purchase', 19, 2],
];

const banks: [string, string, string, number][] = [
  ['Fortis Zand', 'Brussels', 'SNDBBEBB', 4],
  ['Hanseatische Sandbank', 'Hamburg', 'HSBKDEHH', 11],
  ['Crédit du Sable', 'Paris', 'CRSAFRPP', 10],
  ['Sandy Hook Trust', 'New York', 'SHTCUS33', 30],
  ['Banco da Areia', 'Porto', 'BDARPTPL', 23],
];

/** What contacts and books are built on: places, languages, banks, accounts, taxes, units and numbers. */
export function addFoundations(db: Database, random: Random): void {
  for (const [country, list] of states) {
    for (const [code, name] of list) add(db, 'res.country.state', { country_id: country, code, name });
  }
  for (const name of industries) add(db, 'res.partner.industry', { name, full_name: name });
  if (db.models.has('res.partner.title')) {
    for (const [name, shortcut] of [
      ['Mister', 'Mr.'],
      ['Madam', 'Mrs.'],
      ['Doctor', 'Dr.'],
    ] as const) {
      add(db, 'res.partner.title', { name, shortcut });
    }
  }
  for (const [name, code, iso, active] of languages) {
    add(db, 'res.lang', {
      name,
      code,
      iso_code: iso,
      url_code: iso,
      active,
      direction: iso === 'ar' ? 'rtl' : 'ltr',
      week_start: code === 'en_US' ? '7' : '1',
    });
  }
  for (const [name, city, bic, country] of banks) add(db, 'res.bank', { name, city, bic, country });
  addRates(db, random);
  addBooks(db);
}

/** A rate a month for two years, wandering about the one of today. */
function addRates(db: Database, random: Random): void {
  for (const currency of db.rows('res.currency')) {
    const today = typeof currency['current_rate'] === 'number' ? currency['current_rate'] : 1;
    for (let month = -12; month < 11 && currency.id > 1; month++) {
      const rate = Math.round(today * (0.97 + random.below(600) / 10_000) * 1e6) / 1e6;
      add(
        db,
        'res.currency.rate',
        { name: day(30 * month), rate, currency_id: currency.id, company_id: 1 },
        30 * month,
      );
    }
  }
}

function addBooks(db: Database): void {
  for (const [code, name, type] of accounts) {
    const reconcile = type === 'asset_receivable' || type === 'liability_payable';
    add(db, 'account.account', { code, name, account_type: type, reconcile });
  }
  for (const [name, use, amount, company] of taxes) {
    add(db, 'account.tax', {
      name,
      type_tax_use: use,
      amount,
      description: `VAT ${amount}%`,
      company_id: company,
      country_id: company === 1 ? 4 : 11,
    });
  }
  for (const [name, code, type, company] of [
    ['Customer Invoices', 'INV', 'sale', 1],
    ['Vendor Bills', 'BILL', 'purchase', 1],
    ['Bank', 'BNK1', 'bank', 1],
    ['Customer Invoices', 'INV', 'sale', 2],
    ['Vendor Bills', 'BILL', 'purchase', 2],
    ['Miscellaneous Operations', 'MISC', 'general', 1],
    ['Miscellaneous Operations', 'MISC', 'general', 2],
  ] as const) {
    add(db, 'account.journal', { name, code, type, company_id: company });
  }
  for (const name of ['Immediate Payment', '15 Days', '30 Days', '45 Days', 'End of Following Month']) {
    add(db, 'account.payment.term', { name, note: `<p>Payment terms: ${name}</p>` });
  }
  for (const [name, factor] of [
    ['Units', 1],
    ['Dozens', 12],
    ['Hours', 1],
    ['Days', 8],
    ['kg', 1],
    ['m', 1],
  ] as const) {
    add(db, 'uom.uom', {
      name,
      factor,
      relative_uom_id: name === 'Dozens' ? 1 : name === 'Days' ? 3 : false,
    });
  }
  add(db, 'stock.warehouse', { name: 'Sandbox Furniture', code: 'WH', company_id: 1, partner_id: 1 });
  add(db, 'stock.warehouse', { name: 'Sandbox Lighting', code: 'WH', company_id: 2 });
}

/** Numbers for what is made next, from where the made-up records end. */
export function addSequences(db: Database): void {
  const next = (model: string): number => db.nextId(model);
  for (const [name, code, prefix, padding, model] of [
    ['Sales Order', 'sale.order', 'S', 5, 'sale.order'],
    ['Customer Invoices', 'account.move.out_invoice', 'INV/%(year)s/', 5, 'account.move'],
    ['Vendor Bills', 'account.move.in_invoice', 'BILL/%(year)s/', 5, 'account.move'],
    ['Customer Credit Notes', 'account.move.out_refund', 'RINV/%(year)s/', 5, 'account.move'],
    ['Vendor Credit Notes', 'account.move.in_refund', 'RBILL/%(year)s/', 5, 'account.move'],
    ['Journal Entries', 'account.move.entry', 'MISC/%(year)s/', 5, 'account.move'],
  ] as const) {
    add(db, 'ir.sequence', { name, code, prefix, padding, number_next: next(model), company_id: false });
  }
}
