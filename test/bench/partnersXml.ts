type Field = boolean | number | string | readonly [number, string] | readonly number[];

/** Twenty fields of a partner, as search_read gives them. */
function partner(id: number): Record<string, Field> {
  const many = (count: number): number[] =>
    Array.from({ length: id % count }, (_, index) => 1 + ((id * 7 + index) % 90));
  return {
    id,
    display_name: `Azure Interior ${id}, Brandon “Bob” Freeman & Sons`,
    name: `Brandon Freeman ${id}`,
    email: id % 7 === 0 ? false : `brandon.freeman${id}@example.com`,
    phone: id % 5 === 0 ? false : `+1 (355)-687-${3000 + (id % 6000)}`,
    street: `${id} Bayside Drive`,
    street2: false,
    city: ['Fremont', 'Liège', 'Köln', '東京', 'São Paulo'][id % 5] ?? '',
    zip: String(10_000 + (id % 80_000)),
    country_id: [id % 250, 'United States'],
    state_id: id % 3 === 0 ? [id % 60, 'California (US)'] : false,
    parent_id: id % 4 !== 0 ? false : [id - 1, 'Azure Interior'],
    is_company: id % 3 === 0,
    active: true,
    credit_limit: id * 1.25,
    partner_latitude: 37.5 + id / 7919,
    category_id: many(3),
    child_ids: many(2),
    comment: id % 4 === 0 ? `<p>Met at the fair.<br>Wants an offer for ${id} desks [FURN_${id}].</p>` : false,
    create_date: `2024-01-${String(1 + (id % 28)).padStart(2, '0')} 03:04:05`,
  };
}

/** The answer to a search_read of that many partners, in bytes as Odoo writes them: Python's xmlrpc.client, dumps(..., methodresponse). */
export function partnersXml(count: number): string {
  const parts = ["<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><array><data>\n"];
  for (let id = 1; id <= count; id++) {
    parts.push('<value><struct>\n');
    for (const [name, value] of Object.entries(partner(id))) {
      parts.push(`<member>\n<name>${name}</name>\n`, written(value), '</member>\n');
    }
    parts.push('</struct></value>\n');
  }
  parts.push('</data></array></value>\n</param>\n</params>\n</methodResponse>\n');
  return parts.join('');
}

function written(value: Field): string {
  if (typeof value === 'boolean') return `<value><boolean>${value ? 1 : 0}</boolean></value>\n`;
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? `<value><int>${value}</int></value>\n`
      : `<value><double>${value}</double></value>\n`;
  }
  if (typeof value === 'string') {
    const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return `<value><string>${text}</string></value>\n`;
  }
  return `<value><array><data>\n${value.map((item) => written(item)).join('')}</data></array></value>\n`;
}
