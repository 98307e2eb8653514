import { countryId, jobs } from './dataPeople';
import type { Database } from './database';
import { invoiceOrder } from './dataInvoices';
import { numberOf } from './model';
import { add, addProduct, day, moment } from './seed';
import type { Random } from './seed';

/** City, country, and the words companies there are called by. */
const places: [string, string, string[]][] = [
  ['München', 'DE', ['Büro Süd GmbH', 'Schreinerei Öhler', 'Möbelwerk Grünwald']],
  ['Zürich', 'CH', ['Atelier Zürichsee AG', 'Räume & Licht', 'Bürohaus Glärnisch']],
  ['Wien', 'AT', ['Wiener Werkstätte Höfer', 'Kaffeehaus Übel', 'Raumplanung Größl']],
  ['Marseille', 'FR', ['Ébénisterie du Vieux-Port', 'Bureaux Français', 'L’Échoppe Bleue']],
  ['Barcelona', 'ES', ['Muebles Niño', 'Diseño Català', 'Oficinas Peñíscola']],
  ['Milano', 'IT', ['Arredi Lombardi', 'Studio Perché No', 'Uffici Novecento']],
  ['Lisboa', 'PT', ['Móveis São Jorge', 'Luz & Chão', 'Escritórios do Tejo']],
  ['Kraków', 'PL', ['Meble Żółw', 'Pracownia Śląska', 'Biuro Łąka']],
  ['Αθήνα', 'GR', ['Γραφεία Ακρόπολις', 'Φως και Χώρος', 'Ξυλουργική Θησέως']],
  ['القاهرة', 'EG', ['أثاث النيل', 'مكاتب القاهرة', 'نور للإضاءة']],
  ['दिल्ली', 'IN', ['दिल्ली फर्नीचर', 'प्रकाश वर्क्स', 'कार्यालय समाधान']],
  ['Ciudad de México', 'MX', ['Muebles Tlalpan', 'Diseño Ñandú', 'Oficinas del Ángel']],
  ['Buenos Aires', 'AR', ['Muebles La Boca', 'Estudio Recoleta', 'Oficinas Ñuñoa']],
  ['Sydney', 'AU', ['Harbour Desks', 'Southern Cross Interiors', 'Bondi Lighting']],
  ['Helsinki', 'FI', ['Pöytä Oy', 'Työtila Äärelä', 'Valo & Varjo']],
  ['Göteborg', 'SE', ['Västra Möbler AB', 'Kontorsgården Ö', 'Ljusrummet']],
  ['København', 'DK', ['Stolen ApS', 'Rum & Lys Ærø', 'Bordpladen']],
  ['Dublin', 'IE', ['Liffey Joinery', 'Ó Briain Interiors', 'Emerald Office Supply']],
  ['Singapore', 'SG', ['Merlion Workspaces', '狮城办公家具', 'Orchard Lighting']],
  ['Dubai', 'AE', ['مكاتب الخليج', 'Gulf Interiors', 'Desert Rose Lighting']],
  ['New York', 'US', ['Hudson Desk Co.', 'Brooklyn Chair Works', 'Empire Office Supply']],
  ['San Francisco', 'US', ['Golden Gate Interiors', 'Bay Standing Desks', 'Fog City Lamps']],
  ['London', 'GB', ['Thames Office Ltd', 'Camden Chair Company', 'Borough Lighting']],
  ['Amsterdam', 'NL', ['Grachtenmeubel BV', 'Kantoor & Zo', 'De Lichtfabriek']],
  ['Montréal', 'CA', ['Bureau Mont-Royal', 'Érable Design', 'Lumières du Plateau']],
  ['Luxembourg', 'LU', ['Bureau Grand-Duché', 'Möbel Lëtzebuerg', 'Éclairage Central']],
];

const firstNames =
  'Aïcha,Björn,Chloé,Dmitri,Élodie,François,Gülşen,Håkon,Iñigo,Jürgen,Katarína,Łukasz,María,Noémie,Özlem,Paweł,Quentin,Renée,Søren,Tomás,Ursula,Věra,Wanjiru,Xavier,Yuki,Zoë,Андрей,Ольга,Νίκος,Ελένη,محمد,فاطمة,राहुल,प्रिया,伟,美玲'.split(
    ',',
  );
const lastNames =
  'Ahmed,Björk,Çelik,Dupré,Eriksson,Fernández,Großmann,Hämäläinen,Ibáñez,Jørgensen,Kowalski,Lefèvre,Müller,Nowak,O’Neill,Østergaard,Petrović,Quiñones,Rossi,Schröder,Třešňák,Üstün,Varga,Weiß,Yılmaz,Żak,Иванов,Петрова,Παπαδόπουλος,حسن,शर्मा,陈'.split(
    ',',
  );

function personName(random: Random): string {
  return `${firstNames[random.below(firstNames.length)] ?? ''} ${lastNames[random.below(lastNames.length)] ?? ''}`;
}

/** A second company, and contacts in many scripts: companies, people who work there, addresses, and a few who are gone. */
export function addMorePeople(db: Database, random: Random): void {
  const partner = add(db, 'res.partner', {
    name: 'Sandbox Lighting',
    is_company: true,
    email: 'info@lighting.example.com',
    city: 'Hamburg',
    country_id: countryId('DE'),
    vat: 'DE811569869',
  });
  add(db, 'res.company', {
    name: 'Sandbox Lighting',
    partner_id: partner,
    currency_id: 1,
    country_id: countryId('DE'),
    email: 'info@lighting.example.com',
    sequence: 20,
  });
  for (const [index, name] of ['Architect', 'Reseller', 'Public Sector', 'Newsletter'].entries()) {
    add(db, 'res.partner.category', { name, color: index + 6 });
  }
  let number = 100;
  for (const [city, country, names] of places) {
    for (const name of names) addCompany(db, random, { city, country, name, number: number++ });
  }
  for (let index = 0; index < 60; index++) addPerson(db, random, index);
  for (const id of db
    .rows('res.partner')
    .slice(-20)
    .map((row) => row.id)) {
    if (id % 5 === 0) archive(db, id);
  }
}

interface Company {
  city: string;
  country: string;
  name: string;
  number: number;
}

function addCompany(db: Database, random: Random, { city, country, name, number }: Company): void {
  const country_id = countryId(country);
  const state = db.related('res.country.state', 'country_id', country_id)[0]?.id ?? false;
  const place = { city, country_id, state_id: state, zip: String(10_000 + random.below(80_000)) };
  const domain = `company${number}.example.com`;
  const company = add(
    db,
    'res.partner',
    {
      ...place,
      name,
      is_company: true,
      email: `info@${domain}`,
      phone: `+${100 + random.below(800)} ${1000 + random.below(9000)} ${10 + random.below(89)}`,
      website: `https://${domain}`,
      street: `${1 + random.below(180)} ${random.pick(['Old Market', 'River Street', 'Station Road', 'Mill Lane'])}`,
      vat: `${country}${100_000_000 + random.below(899_999_999)}`,
      ref: `C${String(number).padStart(4, '0')}`,
      category_id: [random.pick([1, 2, 3]), random.pick([7, 8, 9, 10])],
      industry_id: 1 + random.below(10),
      user_id: random.pick([2, 3, false]),
      company_id: number % 7 === 0 ? 2 : false,
      lang: country === 'FR' ? 'fr_FR' : country === 'DE' || country === 'AT' ? 'de_DE' : 'en_US',
    },
    -200 + number,
  );
  add(db, 'res.partner.bank', {
    acc_number: `${country}${10 + random.below(89)} ${1000 + random.below(9000)} ${1000 + random.below(9000)} ${number}`,
    partner_id: company,
    bank_id: 1 + random.below(5),
  });
  for (let count = 1 + random.below(3); count > 0; count--) {
    const isAddress = count === 3;
    add(
      db,
      'res.partner',
      {
        ...place,
        name: isAddress ? `${name}, warehouse` : personName(random),
        parent_id: company,
        company_id: number % 7 === 0 ? 2 : false,
        email: `contact${count}@${domain}`,
        function: isAddress ? false : random.pick(jobs),
        type: isAddress ? random.pick(['invoice', 'delivery', 'other']) : 'contact',
        mobile: `+${100 + random.below(800)} ${100_000 + random.below(899_999)}`,
        title: 1 + random.below(3),
      },
      -180 + number,
    );
  }
}

/** Somebody who buys for themselves. */
function addPerson(db: Database, random: Random, index: number): void {
  const [city = '', country = 'BE'] = places[random.below(places.length)] ?? [];
  add(
    db,
    'res.partner',
    {
      name: personName(random),
      city,
      country_id: countryId(country),
      email: `person${index}@example.org`,
      category_id: [5],
      user_id: random.pick([2, 3, false]),
    },
    -100 + index,
  );
}

function archive(db: Database, id: number): void {
  const row = db.row('res.partner', id);
  if (row !== undefined) db.put('res.partner', { ...row, active: false });
}

const kinds: [string, number, number][] = [
  ['Desk', 3, 280],
  ['Chair', 4, 95],
  ['Shelf', 5, 140],
  ['Lamp', 6, 48],
];
const looks = ['Alba', 'Borneo', 'Córdoba', 'Dovre', 'Évora', 'Fjällen', 'Göta', 'Højbro', 'Ibiza', 'Järvi'];

/** Ten collections of four products each. */
export function addMoreProducts(db: Database, random: Random): void {
  for (const [index, look] of looks.entries()) {
    for (const [kind, category, price] of kinds) {
      const cost = price + 5 * random.below(20);
      addProduct(
        db,
        {
          name: `${kind} ${look}`,
          categ_id: category,
          list_price: cost * 2 + 0.9,
          type: 'consu',
          company_id: kind === 'Lamp' && index % 4 === 0 ? 2 : false,
        },
        {
          default_code: `${kind.slice(0, 2).toUpperCase()}_${String(index + 1).padStart(3, '0')}`,
          barcode: `54100000${String(10_000 + index * 11 + category)}`,
          standard_price: cost,
          weight: 1 + random.below(40),
        },
        index,
      );
    }
  }
}

const orderStates = ['draft', 'sent', 'sale', 'sale', 'sale', 'cancel'] as const;

/** Two hundred and sixty orders more, a quarter of them of the second company, most with an invoice. */
export function addMoreSales(db: Database, random: Random): void {
  const customers = db
    .rows('res.partner')
    .filter((row) => row['is_company'] === true && row['active'] === true && row.id > 2)
    .map(({ id, company_id }) => ({ id, company: numberOf(company_id) }));
  const products = db.rows('product.product').filter((row) => row['active'] === true);
  for (let number = 41; number <= 300; number++) {
    const days = number - 290 + random.below(3);
    const company = number % 4 === 0 ? 2 : 1;
    const reachable = customers.filter((customer) => customer.company === 0 || customer.company === company);
    const state = orderStates[random.below(orderStates.length)] ?? 'draft';
    const name = `S${String(number).padStart(5, '0')}`;
    const order = add(
      db,
      'sale.order',
      {
        name,
        partner_id: reachable[random.below(reachable.length)]?.id ?? 1,
        date_order: moment(days, random.below(540)),
        validity_date: day(days + 30),
        state,
        invoice_status: state === 'sale' ? 'to invoice' : 'no',
        user_id: random.pick([2, 3, 2]),
        company_id: company,
        warehouse_id: company,
        payment_term_id: 1 + random.below(5),
        tag_ids: number % 5 === 0 ? [3] : [],
      },
      days,
    );
    for (let line = 1 + random.below(4); line > 0; line--) {
      const product = products[random.below(products.length)];
      if (product === undefined) continue;
      const quantity = 1 + random.below(20);
      const taxes = [company === 2 ? 5 : random.pick([1, 1, 1, 2])];
      const unit = db.cell('product.product', product, 'uom_id');
      add(
        db,
        'sale.order.line',
        {
          order_id: order,
          sequence: line * 10,
          product_id: product.id,
          name: db.displayName('product.product', product),
          product_uom_qty: quantity,
          qty_delivered: state === 'sale' ? quantity : 0,
          price_unit: numberOf(db.cell('product.product', product, 'lst_price')),
          discount: random.below(6) === 0 ? 5 : 0,
          tax_ids: taxes,
          tax_id: taxes,
          product_uom_id: unit,
          product_uom: unit,
        },
        days,
      );
    }
    const row = db.row('sale.order', order);
    if (state === 'sale' && number % 4 !== 1 && row !== undefined) {
      db.put('sale.order', { ...row, invoice_status: 'invoiced' });
      invoiceOrder(db, row, { name, days: days + 10, payment: random.below(4) > 0 ? 'paid' : 'not_paid' });
    }
  }
}

export { personName };
