import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMANDS, isOneEditAway, nearestWord, type ParsedCommand, parseCommand } from '../../src/domain/command.ts';

describe('what follows /numbers', () => {
  const cases: [text: string, expected: ParsedCommand, reason: string][] = [
    ['', { name: 'help', rest: '' }, 'without words it explains itself'],
    ['  ', { name: 'help', rest: '' }, 'blanks are no words'],
    ['help', { name: 'help', rest: '' }, 'asked for'],
    ['search', { name: 'search', rest: '' }, 'opens the form'],
    [' Search  DE local ', { name: 'search', rest: 'DE local' }, 'in any case, trimmed'],
    ['order +49 30', { name: 'order', rest: '+49 30' }, 'an order'],
    ['orders mine', { name: 'orders', rest: 'mine' }, 'not mistaken for "order"'],
    ['show\n+493012345678', { name: 'show', rest: '+493012345678' }, 'a line break separates too'],
    ['requirements DE', { name: 'requirements', rest: 'DE' }, 'the paperwork'],
    ['Audit', { name: 'audit', rest: '' }, 'who did what'],
    ['cancel abc', { name: 'orders', rest: 'mine', act: 'cancel' }, 'lists my orders with the button'],
    ['comment', { name: 'orders', rest: 'mine', act: 'comment' }, 'lists my orders with the button'],
    ['fill', { name: 'orders', rest: 'mine', act: 'fill' }, 'lists my orders with the button'],
    ['serach DE', { name: 'unknown', word: 'serach', nearest: 'search' }, 'a slip is named, not run'],
    ['req', { name: 'unknown', word: 'req', nearest: 'requirements' }, 'a beginning is named, not run'],
    ['constructor', { name: 'unknown', word: 'constructor', nearest: 'doctor' }, 'a word of JavaScript is no command'],
  ];
  for (const [text, expected, reason] of cases) {
    it(`"${text}": ${reason}`, () => assert.deepEqual(parseCommand(text), expected));
  }

  it('can be done as each example shows it', () => {
    for (const { name, example, usage } of COMMANDS) {
      assert.ok(usage.startsWith(`/numbers ${name}`), usage);
      assert.equal(parseCommand(example.replace('/numbers ', '')).name, name);
    }
  });

  it('gets an answer in time whatever is pasted', () => {
    assert.equal(parseCommand('x'.repeat(100_000)).name, 'unknown');
  });
});

describe('the nearest word', () => {
  const cases: [word: string, expected: string][] = [
    ['serch', 'search'],
    ['ordres', 'orders'],
    ['ord', 'order'],
    ['HELP', 'help'],
    ['shwo', 'show'],
  ];
  for (const [word, expected] of cases) {
    it(`to "${word}" is "${expected}"`, () => {
      const words = COMMANDS.map(({ name }) => name);
      assert.equal(nearestWord(word, words), expected);
    });
  }

  it('is one slip away, or not', () => {
    assert.equal(isOneEditAway('moblie', 'mobile'), true);
    assert.equal(isOneEditAway('mobile', 'mobile'), false);
    assert.equal(isOneEditAway('Berlin', 'mobile'), false);
  });
});
