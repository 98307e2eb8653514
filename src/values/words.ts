import { shortened } from './finding';

/** Every sentence about a value, whole and in one place. */
export const words = {
  notObject: 'Values are an object: {"name": "Azure Interior"}.',
  notObjects: 'Each record is an object: {"name": "Azure Interior"}.',
  listNotTaken: 'One object is expected here, no list.',
  idMissing: 'Each record of a list needs its id: "id": 12.',
  twice: (key: string) => `"${shortened(key)}" stands twice: keep one of them.`,
  tooLarge: 'This number is too large to be sent exactly.',
  unknownField: (key: string, meant: string | undefined) =>
    meant === undefined
      ? `This model has no field ${shortened(key)}.`
      : `This model has no field ${shortened(key)}. Did you mean ${meant}?`,
  setByOdoo: (name: string) => `Odoo sets ${name} itself and ignores a value for it.`,
  readonly: (name: string) =>
    `${name} is read-only in Odoo's own forms: it may ignore a value, or compute another.`,
  missing: (names: readonly string[], more: number) =>
    `Required, and not set here: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Odoo fills in those that have a default.`,

  notText: 'Odoo stores this as a text, written as Python writes it. Put it in double quotes to say how.',
  htmlNotText: 'HTML is a text: Odoo does not keep this value.',
  textAsNumber: (written: string) => `Odoo reads this text as the number ${written}.`,
  emptyAsZero: 'Odoo reads an empty text as 0.',
  notWhole: 'This is no whole number.',
  notNumber: 'This is no number.',
  decimalComma: 'A decimal point is expected, no comma.',
  pointDropped: (whole: string) => `A whole number is expected: Odoo stores ${whole}.`,
  outOfRange: 'Odoo stores whole numbers from -2147483648 to 2147483647.',
  trueAsOne: 'Odoo reads true as 1.',
  textAsTrue: 'Odoo takes anything that is not empty for true, even the text "false".',
  notChoice: (choices: readonly string[], meant: string | undefined) => {
    const listed = `The choices are ${choices.slice(0, 12).join(', ')}${choices.length > 12 ? ', …' : ''}.`;
    return meant === undefined ? listed : `Did you mean "${meant}"? ${listed}`;
  },
  notChoiceType: 'A choice is written as a text.',

  notDate: 'A date is written "2026-01-31".',
  onlyDate: (date: string) => `Odoo takes the first ten characters, ${date}, and passes over the time.`,
  notDatetime: 'A datetime is written "2026-01-31 18:30:00", in UTC.',
  isoNoZone: (corrected: string) =>
    `Odoo refuses this form of a datetime. It knows "${corrected}", without T or fractions, and takes it for UTC.`,
  isoUtc: (corrected: string) =>
    `Odoo refuses a datetime that names its time zone. It takes every one for UTC: "${corrected}".`,
  isoOffset: (corrected: string) => `Odoo refuses a datetime with an offset. In UTC it is "${corrected}".`,

  idAndName: 'Only the id is taken here: with its name beside it, Odoo empties the field.',
  nameAsId: "A record's id is expected here. From a text, Odoo 19 empties the field; older ones refuse it.",
  digitsAsId: 'Write the id as a number: from a text, Odoo 19 empties the field.',
  notId:
    "A record's id is expected here, or false. Odoo empties the field otherwise, or refuses the request.",
  zeroId: 'Write false to empty the field: older versions of Odoo refuse this.',
  noSuchId: 'Ids are whole numbers above 0.',
  notReference: 'A reference is written "model,id": "res.partner,12".',
  notReferenceModel: (model: string, models: readonly string[]) =>
    `${shortened(model)} is not among the models of this field: ${models.slice(0, 12).join(', ')}.`,

  notCommands: 'A list of commands is expected: [[4, 12, 0]] links record 12, [[6, 0, [12, 13]]] sets both.',
  bareCommand: 'Odoo reads this list as ids to set. A command stands in a list of its own: [[4, 12, 0]].',
  notIds: 'Each of these is an id, or each is a command: Odoo takes no mixture.',
  passedOver: 'Odoo passes over this: a command begins with a number from 0 to 6.',
  commandId: (verb: string) => `"${verb}" needs the record's id second.`,
  commandDigits: 'Write the id as a number: Odoo 19 refuses a text.',
  commandValues: (verb: string) => `"${verb}" needs the values, an object, third.`,
  commandIds: '"Set" needs a list of ids third: [6, 0, [12, 13]].',

  notBase64: 'A file is sent as base64; this is none.',
  notQuiteBase64: 'Odoo drops what is no base64 here, or refuses the file.',
  dataUrl: 'Only what follows "base64," is the file: Odoo refuses the beginning.',
  fileSize: 'This is the size that Odoo shows in place of a file, not the file.',
  notFile: 'A file is sent as a text in base64.',

  notProperties:
    'Properties are an object by name, {"color": "red"}, or a list of definitions with their values.',
};
