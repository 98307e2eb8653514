import type { Database } from './database';
import { personName } from './dataMore';
import { textOf } from './model';
import { add, companyIds, day, moment } from './seed';
import type { Random } from './seed';

const stages: [string, boolean][] = [
  ['New', false],
  ['Qualified', false],
  ['Proposition', false],
  ['Won', true],
];
const wishes = [
  'Desks for a new floor',
  'Lighting of a showroom',
  'Chairs for a school',
  'Fit-out of a shop',
  'Meeting rooms',
  'A reception desk',
  'Storage for an archive',
  'Yearly maintenance',
];
const departments: [string, number | false, number][] = [
  ['Management', false, 1],
  ['Sales', 1, 1],
  ['Inside Sales', 2, 1],
  ['Logistics', 1, 1],
  ['Finance', 1, 1],
  ['Design', 1, 1],
  ['Lighting', false, 2],
  ['Lighting Sales', 7, 2],
];
const jobs = ['Consultant', 'Team Leader', 'Clerk', 'Designer', 'Driver', 'Accountant'] as const;

/** Leads, departments and employees, further projects, and what people wrote, plan and filed. */
export function addWork(db: Database, random: Random): void {
  for (const [index, [name, won]] of stages.entries()) {
    add(db, 'crm.stage', { name, sequence: index + 1, is_won: won });
  }
  for (let index = 0; index < 150; index++) addLead(db, random, index);
  for (const [name, parent, company] of departments) {
    add(db, 'hr.department', { name, parent_id: parent, company_id: company });
  }
  for (let index = 0; index < 45; index++) addEmployee(db, random, index);
  addProjects(db, random);
  addMessages(db, random);
  addAttachments(db);
}

function addLead(db: Database, random: Random, index: number): void {
  const customers = companyIds(db);
  const stage = 1 + random.below(stages.length);
  const company = index % 5 === 0 ? 2 : 1;
  const customer = index % 3 === 0 ? false : (customers[random.below(customers.length)] ?? false);
  const days = index * 2 - 20;
  add(
    db,
    'crm.lead',
    {
      name: `${wishes[index % wishes.length] ?? ''} (${index + 1})`,
      type: index % 4 === 0 ? 'lead' : 'opportunity',
      stage_id: stage,
      user_id: random.pick([2, 3, 3, false]),
      company_id: company,
      partner_id: customer,
      contact_name: personName(random),
      email_from: `lead${index + 1}@example.org`,
      priority: String(random.below(4)),
      expected_revenue: 500 * (1 + random.below(60)),
      probability: stage === 4 ? 100 : stage * 20,
      date_deadline: day(days + 45),
      date_closed: stage === 4 ? moment(days + 20) : false,
      active: index % 13 !== 12,
    },
    days,
  );
}

function addEmployee(db: Database, random: Random, index: number): void {
  const user = index === 0 ? 2 : index === 1 ? 3 : false;
  const isLighting = index % 6 === 5;
  const department = isLighting ? 7 + random.below(2) : 1 + (index % 6);
  const name =
    user === false
      ? personName(random)
      : textOf(db.displayName('res.users', db.row('res.users', user) ?? { id: user }));
  add(
    db,
    'hr.employee',
    {
      name,
      user_id: user,
      company_id: isLighting ? 2 : 1,
      department_id: department,
      parent_id: index === 0 ? false : index < 8 ? 1 : 2 + (index % 6),
      job_title: index === 0 ? 'Managing Director' : random.pick(jobs),
      work_email: `employee${index + 1}@sandbox.example.com`,
      work_phone: `+32 2 555 ${String(100 + index)}`,
      birthday: `${1962 + random.below(40)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
      marital: random.pick(['single', 'married', 'cohabitant']),
      country_id: 1 + random.below(30),
      category_ids: [],
      active: index !== 40,
    },
    index,
  );
  const first = db.row('hr.department', department);
  if (first?.['manager_id'] === false)
    db.put('hr.department', { ...first, manager_id: db.nextId('hr.employee') - 1 });
}

/** Five further projects with their tasks, one of the second company; stages of the first projects hold them too. */
function addProjects(db: Database, random: Random): void {
  const names = ['Museum Fit-out', 'School Furniture', 'Lamp Catalogue', 'Town Hall', 'Fair Stand'];
  const customers = companyIds(db);
  for (const [index, name] of names.entries()) {
    const company = index === 2 ? 2 : 1;
    const partner = customers[30 + index] ?? false;
    const project = add(db, 'project.project', {
      name,
      sequence: 10 + index,
      user_id: 3,
      partner_id: partner,
      company_id: company,
      date_start: day(70 + 10 * index),
      date: day(260 + 10 * index),
    });
    for (let number = 1; number <= 24; number++) {
      const stage = 1 + random.below(4);
      add(
        db,
        'project.task',
        {
          name: `${name}: step ${number}`,
          project_id: project,
          stage_id: stage,
          state:
            ['01_in_progress', '02_changes_requested', '1_done', '1_canceled'][stage - 1] ?? '01_in_progress',
          partner_id: partner,
          company_id: company,
          user_ids: [random.pick([2, 3])],
          user_id: random.pick([2, 3]),
          priority: random.pick(['0', '0', '1']),
          date_deadline: number % 4 === 0 ? false : moment(80 + number * 6, 480),
          allocated_hours: 1 + random.below(20),
          sequence: number,
        },
        75 + number,
      );
    }
  }
}

function addMessages(db: Database, random: Random): void {
  for (const [name, days, icon, category] of [
    ['Email', 0, 'fa-envelope', 'default'],
    ['Call', 2, 'fa-phone', 'phonecall'],
    ['Meeting', 5, 'fa-users', 'default'],
    ['To-Do', 5, 'fa-check', 'default'],
    ['Document', 5, 'fa-upload', 'upload_file'],
  ] as const) {
    add(db, 'mail.activity.type', { name, delay_count: days, icon, category });
  }
  const subjects: [string, number][] = [
    ['res.partner', 60],
    ['sale.order', 120],
    ['crm.lead', 60],
    ['project.task', 40],
  ];
  const texts = [
    'Thank you for the quotation.',
    'We called back and agreed on the price.',
    'Please deliver before noon.',
    'The drawings are attached.',
    'Grüße aus Köln – bis bald!',
    'ご注文ありがとうございます。',
  ] as const;
  for (const [model, count] of subjects) {
    for (let index = 1; index <= count; index++) {
      const row = db.row(model, index);
      if (row === undefined) continue;
      const days = index + random.below(100);
      const author = random.pick([3, 4]);
      add(
        db,
        'mail.message',
        {
          model,
          res_id: row.id,
          date: moment(days, random.below(600)),
          body: `<p>${random.pick(texts)}</p>`,
          record_name: db.displayName(model, row),
          message_type: random.pick(['comment', 'comment', 'email', 'notification']),
          author_id: author,
          email_from: author === 3 ? 'admin@sandbox.example.com' : 'demo@sandbox.example.com',
        },
        days,
      );
      if (index % 4 !== 0) continue;
      add(
        db,
        'mail.activity',
        {
          res_model: model,
          res_id: row.id,
          activity_type_id: 1 + random.below(5),
          summary: random.pick(['Ask about delivery', 'Send the contract', 'Follow up']),
          date_deadline: day(days + 200),
          user_id: random.pick([2, 3]),
        },
        days,
      );
    }
  }
}

/** The smallest PNG: one grey dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

function addAttachments(db: Database): void {
  const texts: [string, string, (index: number) => string][] = [
    [
      'Drawing %.svg',
      'image/svg+xml',
      (index) => `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><title>${index}</title></svg>`,
    ],
    ['Price list %.csv', 'text/csv', (index) => `code,price\nFURN_${index},${index * 10}\n`],
    ['Notes %.txt', 'text/plain', (index) => `Notes on order ${index}: Grüße, ελληνικά, 日本語.\n`],
  ];
  for (let index = 1; index <= 60; index++) {
    const [name, mimetype, content] = texts[index % texts.length] ?? ['File %.txt', 'text/plain', () => ''];
    const isPicture = index % 10 === 0;
    const order = index <= 40;
    add(
      db,
      'ir.attachment',
      {
        name: isPicture ? `Photo ${index}.png` : name.replace('%', String(index)),
        mimetype: isPicture ? 'image/png' : mimetype,
        datas: isPicture ? dot : Buffer.from(content(index)).toString('base64'),
        res_model: order ? 'sale.order' : 'res.partner',
        res_id: order ? index : index - 33,
        company_id: 1,
        public: index % 20 === 0,
      },
      index,
    );
  }
}
