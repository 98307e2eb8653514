import type { Database } from './database';
import { add, companyIds, day, moment } from './seed';
import type { Random } from './seed';

const projects = ['Office Design', 'Showroom Antwerp', 'Web Shop', 'Internal'];
const stages = ['New', 'In Progress', 'Done', 'Cancelled'];
const states = ['01_in_progress', '02_changes_requested', '1_done', '1_canceled'];
const work = [
  'Measure the rooms',
  'Choose the fabrics',
  'Draw the floor plan',
  'Ask for three quotes',
  'Order the desks',
  'Plan the delivery',
  'Assemble the furniture',
  'Check the lighting',
  'Take photographs',
  'Write to the customer',
  'Fix the checkout',
];

/** Projects with their stages and tasks; every fifth task has the one before it as its parent. */
export function addProjects(db: Database, random: Random): void {
  const all = projects.map((_, index) => index + 1);
  const customers = companyIds(db);
  for (const [index, name] of projects.entries()) {
    add(db, 'project.project', {
      name,
      sequence: index + 1,
      user_id: random.pick([2, 3]),
      partner_id: index === 3 ? false : (customers[index] ?? false),
      date_start: day(10 * index),
      date: day(200 + 20 * index),
      color: index + 1,
      company_id: 1,
      description: `<p>Everything about <i>${name}</i>.</p>`,
    });
  }
  for (const [index, name] of stages.entries()) {
    add(db, 'project.task.type', { name, sequence: index + 1, fold: index > 1, project_ids: all });
  }
  for (let number = 1; number <= 44; number++) addTask(db, random, number);
}

function addTask(db: Database, random: Random, number: number): void {
  const days = 30 + number * 5;
  const stage = 1 + random.below(stages.length);
  const project = 1 + (number % projects.length);
  const previous = db.row('project.task', number - 1);
  add(
    db,
    'project.task',
    {
      name: `${work[number % work.length] ?? ''} (${Math.ceil(number / work.length)})`,
      project_id: project,
      stage_id: stage,
      state: states[stage - 1] ?? '01_in_progress',
      partner_id: db.row('project.project', project)?.['partner_id'] ?? false,
      user_ids: number % 4 === 0 ? [] : number % 3 === 0 ? [2, 3] : [2 + (number % 2)],
      user_id: number % 4 === 0 ? false : 2 + (number % 2),
      company_id: 1,
      priority: number % 6 === 0 ? '1' : '0',
      date_deadline: number % 5 === 0 ? false : moment(days + 14, 480),
      allocated_hours: (1 + random.below(32)) / 2,
      sequence: number,
      parent_id: number % 5 === 0 && previous !== undefined ? previous.id : false,
      active: number !== 44,
      description: number % 2 === 0 ? '<p>See the notes in the shared folder.</p>' : false,
    },
    days,
  );
}
