import type { RelativeDay, RelativeStep, RelativeUnit } from './relativeDates';
import { say } from './say';

/** What a step does to the moment described before it, as a whole phrase. */
export function stepWords(before: string, step: RelativeStep): string {
  switch (step.kind) {
    case 'add':
      return step.amount < 0
        ? earlier(before, step.unit, -step.amount)
        : later(before, step.unit, step.amount);
    case 'set':
      return set(before, step.unit, step.amount);
    case 'weekday': {
      const places = { before, day: dayWords(step.day) };
      if (step.direction === '=') return say('{before}, on {day} of that week', places);
      if (step.direction === '+') return say('{before}, on the next {day} or that day', places);
      return say('{before}, on the last {day} or that day', places);
    }
  }
}

function earlier(before: string, unit: RelativeUnit, amount: number): string {
  const places = { before, amount };
  switch (unit) {
    case 'd':
      return amount === 1
        ? say('{before}, 1 day earlier', places)
        : say('{before}, {amount} days earlier', places);
    case 'w':
      return amount === 1
        ? say('{before}, 1 week earlier', places)
        : say('{before}, {amount} weeks earlier', places);
    case 'm':
      return amount === 1
        ? say('{before}, 1 month earlier', places)
        : say('{before}, {amount} months earlier', places);
    case 'y':
      return amount === 1
        ? say('{before}, 1 year earlier', places)
        : say('{before}, {amount} years earlier', places);
    case 'H':
      return amount === 1
        ? say('{before}, 1 hour earlier', places)
        : say('{before}, {amount} hours earlier', places);
    case 'M':
      return amount === 1
        ? say('{before}, 1 minute earlier', places)
        : say('{before}, {amount} minutes earlier', places);
    case 'S':
      return amount === 1
        ? say('{before}, 1 second earlier', places)
        : say('{before}, {amount} seconds earlier', places);
  }
}

function later(before: string, unit: RelativeUnit, amount: number): string {
  const places = { before, amount };
  switch (unit) {
    case 'd':
      return amount === 1
        ? say('{before}, 1 day later', places)
        : say('{before}, {amount} days later', places);
    case 'w':
      return amount === 1
        ? say('{before}, 1 week later', places)
        : say('{before}, {amount} weeks later', places);
    case 'm':
      return amount === 1
        ? say('{before}, 1 month later', places)
        : say('{before}, {amount} months later', places);
    case 'y':
      return amount === 1
        ? say('{before}, 1 year later', places)
        : say('{before}, {amount} years later', places);
    case 'H':
      return amount === 1
        ? say('{before}, 1 hour later', places)
        : say('{before}, {amount} hours later', places);
    case 'M':
      return amount === 1
        ? say('{before}, 1 minute later', places)
        : say('{before}, {amount} minutes later', places);
    case 'S':
      return amount === 1
        ? say('{before}, 1 second later', places)
        : say('{before}, {amount} seconds later', places);
  }
}

function set(before: string, unit: Exclude<RelativeUnit, 'w'>, amount: number): string {
  const places = { before, amount };
  switch (unit) {
    case 'd':
      return say('{before}, on day {amount} of that month', places);
    case 'm':
      return say('{before}, in month {amount}', places);
    case 'y':
      return say('{before}, in the year {amount}', places);
    case 'H':
      return say('{before}, at hour {amount}', places);
    case 'M':
      return say('{before}, at minute {amount}', places);
    case 'S':
      return say('{before}, at second {amount}', places);
  }
}

export function dayWords(day: RelativeDay): string {
  switch (day) {
    case 'monday':
      return say('Monday');
    case 'tuesday':
      return say('Tuesday');
    case 'wednesday':
      return say('Wednesday');
    case 'thursday':
      return say('Thursday');
    case 'friday':
      return say('Friday');
    case 'saturday':
      return say('Saturday');
    case 'sunday':
      return say('Sunday');
    case 'week_start':
      return say('the first day');
  }
}
