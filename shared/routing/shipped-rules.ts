/**
 * The rules that ship: the handbook's "Lanes and people" as data. Marks as there: [S] read in a public source, [D] our decision.
 *
 * `by` is minutes of waiting that a lane is worth. The figures are [D] and few: an empty window beats every machine; the
 * terminals take over when the window's queue passes about 11 minutes for a matter done at once (6 of effort, 5 for being done
 * on the spot), the phone zone at about 13, a computer of the hall at about 20, home at half an hour.
 */
import { RuleSet } from './rules.ts';

/** Groups for whom standing at a terminal or holding a phone is an effort to be spared; soldiers and firefighters only go first. */
const spared = ['older', 'disabled', 'serious-illness', 'pregnant', 'with-infant', 'disabled-soldier'];

export const shippedRules: RuleSet = RuleSet.parse({
  // [D] Eight windows at about 20 minutes a visitor; a terminal, an assistant.
  minutesPerPerson: { window: 3, 'self-service': 2, 'mobile-assisted': 4, remote: 0, referral: 0 },
  // [D] An unmeasured window is taken to be as busy as on an ordinary morning, so that the zones that were built for it do their work.
  assumedWait: { window: 15, 'self-service': 0, 'mobile-assisted': 0, remote: 0, referral: 0 },
  rules: [
    // Wage arrears go to the labour inspection brigade by referral, at once, with priority (rules.md, Lanes and people).
    { id: 'refer-wage-arrears', when: [], matters: { which: 'any', codes: ['lab-complaint'] }, effect: { kind: 'refer' }, reason: 'referral', weight: 100 },
    { id: 'wage-arrears-first', when: [], matters: { which: 'any', codes: ['lab-complaint'] }, effect: { kind: 'priority' }, reason: 'priority-matter', weight: 90 },
    { id: 'refer-other-body', when: [], matters: { which: 'any', referTo: true }, effect: { kind: 'refer' }, reason: 'referral', weight: 100 },

    // "Nothing to do" is an answer: 稳岗返还 comes without application [S 杭州 2022].
    { id: 'comes-by-itself', when: [], matters: { which: 'any', withoutApplication: true }, effect: { kind: 'nothing-to-do' }, reason: 'nothing-to-do', weight: 98 },
    { id: 'stability-refund-comes-by-itself', when: [], matters: { which: 'any', codes: ['une-stable'] }, effect: { kind: 'nothing-to-do' }, reason: 'nothing-to-do', weight: 98 },
    { id: 'home-when-all-comes-by-itself', when: [], matters: { which: 'every', withoutApplication: true }, effect: { kind: 'prefer', lanes: ['remote'], by: 100 }, reason: 'nothing-to-do', weight: 98 },
    { id: 'home-when-stability-refund', when: [], matters: { which: 'every', codes: ['une-stable'] }, effect: { kind: 'prefer', lanes: ['remote'], by: 100 }, reason: 'nothing-to-do', weight: 98 },

    // Who goes first (product rule 4).
    { id: 'older-first', when: [{ fact: 'ageBand', is: ['60+'] }], effect: { kind: 'priority' }, reason: 'priority-age', weight: 92 },
    { id: 'groups-first', when: [{ fact: 'priorityGroup' }], effect: { kind: 'priority' }, reason: 'priority-group', weight: 92 },

    // Who cannot use which lane. The phone itself is not a rule but a law of the engine.
    // [D] A minor has neither a verified account nor a face on record, at terminals or on a phone; the guardian signs at the window.
    { id: 'minors', when: [{ fact: 'ageBand', is: ['under-18'] }], effect: { kind: 'exclude', lanes: ['self-service', 'mobile-assisted', 'remote'] }, reason: 'minor', weight: 88 },
    // [D] Terminals and phones ask for the applicant's own face or card. Remote stays: the applicant does it at home.
    { id: 'proxies', when: [{ fact: 'presence', is: ['proxy'] }], effect: { kind: 'exclude', lanes: ['self-service', 'mobile-assisted'] }, reason: 'proxy', weight: 86 },
    { id: 'proxies-principal-online', when: [{ fact: 'presence', is: ['proxy'] }], effect: { kind: 'prefer', lanes: ['remote'], by: 0 }, reason: 'principal-online', weight: 60 },
    { id: 'help-needs-a-person', when: [{ fact: 'help', is: ['needed'] }], effect: { kind: 'exclude', lanes: ['self-service', 'remote'] }, reason: 'needs-help', weight: 84 },
    { id: 'help-beside', when: [{ fact: 'help', is: ['needed'] }], effect: { kind: 'prefer', lanes: ['window', 'mobile-assisted'], by: 0 }, reason: 'person-beside', weight: 70 },
    // [D] Every online system refuses an applicant of the wrong kind; the window finds out what they need instead. Where the matter is
    // for enterprises too, an enterprise works like a person: at the hall's computers with its digital certificate, or on the agent's phone.
    { id: 'wrong-applicant', when: [], matters: { which: 'any', servesApplicant: false }, effect: { kind: 'exclude', lanes: ['self-service', 'mobile-assisted', 'remote'] }, reason: 'applicant-not-served', weight: 87 },

    // Who is better served by a person. Failed face certification is the commonest story of older visitors [S]; who asks for another
    // lane and can use it gets it all the same.
    { id: 'older-to-a-person', when: [{ fact: 'ageBand', is: ['60+'] }], effect: { kind: 'prefer', lanes: ['window'], by: 60 }, reason: 'older-visitor', weight: 80 },
    { id: 'spared-effort', when: [{ fact: 'priorityGroup', in: spared }], effect: { kind: 'prefer', lanes: ['window'], by: 60 }, reason: 'spared-effort', weight: 78 },

    // What suits the matter. Online can be slower than the window: 失业登记 at once here, 5 working days online [S 吉首].
    { id: 'instant-here', when: [], matters: { which: 'any', caseKind: 'instant', hasChannel: 'window' }, effect: { kind: 'prefer', lanes: ['window'], by: 5 }, reason: 'instant-at-window', weight: 50 },
    { id: 'instant-slower-online', when: [], matters: { which: 'any', caseKind: 'instant', hasChannel: 'window' }, effect: { kind: 'prefer', lanes: ['remote'], by: -20 }, reason: 'online-slower', weight: 50 },
    { id: 'only-on-computers', when: [], matters: { which: 'any', lacksChannel: 'self-service', hasChannel: 'online' }, effect: { kind: 'prefer', lanes: ['self-service'], by: -14 }, reason: 'hall-computer', weight: 40 },
    { id: 'window-without-channel', when: [], matters: { which: 'any', lacksChannel: 'window' }, effect: { kind: 'prefer', lanes: ['window'], by: -20 }, reason: 'window-helps', weight: 40 },

    // What a lane asks of the visitor.
    { id: 'terminal-effort', when: [], effect: { kind: 'prefer', lanes: ['self-service'], by: -6 }, reason: 'self-handled', weight: 20 },
    { id: 'phone-effort', when: [], effect: { kind: 'prefer', lanes: ['mobile-assisted'], by: -8 }, reason: 'on-own-phone', weight: 20 },
    { id: 'home-effort', when: [], effect: { kind: 'prefer', lanes: ['remote'], by: -30 }, reason: 'away-from-hall', weight: 20 },

    // [D] Whoever comes when the hall is about to empty, and would have to queue, is at home sooner; an empty window still takes them.
    { id: 'home-after-hours', when: [{ fact: 'hours', is: ['outside'] }], effect: { kind: 'prefer', lanes: ['remote'], by: 25 }, reason: 'outside-hours', weight: 62 },

    // Said, without weight in the choice.
    { id: 'says-smartphone', when: [{ fact: 'phone', is: ['smart'] }], effect: { kind: 'prefer', lanes: ['mobile-assisted', 'remote'], by: 0 }, reason: 'has-smartphone', weight: 55 },
    { id: 'says-in-person', when: [{ fact: 'presence', is: ['in-person'] }], effect: { kind: 'prefer', lanes: ['self-service', 'mobile-assisted'], by: 0 }, reason: 'in-person', weight: 56 },
  ],
});
