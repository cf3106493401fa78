import { EFFECTS_EXAMPLE, VERDICTS_EXAMPLE } from '../judgements/judgement-examples.js'

/** A conflict of two persons who may be one. */
export const SUMMARY_EXAMPLE = {
  id: '1d3f0a52-7c0e-8f0e-9a51-0d3c1d2e3f41',
  kind: 'possible_duplicate',
  words: {
    en: 'two persons of the registry may be one',
    id: 'dua orang dalam registri mungkin orang yang sama',
  },
  state: 'open',
  severity: 80,
  area: '16',
  version: 1,
  persons: [
    {
      id: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
      name: 'SULASTRI',
      birth_date: '1980-03-01',
      village_code: '16.07.01.2001',
    },
    {
      id: '3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43',
      name: 'SULASTRI',
      birth_date: '1980-03-01',
      village_code: '16.06.01.2001',
    },
  ],
  person_count: 2,
  record_count: 2,
  sources: ['bantu-umak', 'p3ke'],
  opened_at: '2026-11-02T01:12:45.120Z',
  deferred_until: null,
  closed_at: null,
}

/** A conflict; of the two parties only one is shown. */
export const CONFLICT_EXAMPLE = {
  ...SUMMARY_EXAMPLE,
  evidence: {
    about: 'pair',
    contradicts_judgement: false,
    pair: {
      records: [
        {
          source: 'bantu-umak',
          source_key: 'BU-17',
        },
        {
          source: 'p3ke',
          source_key: '122237092',
        },
      ],
      weight: 3.9,
      probability: 0.94,
      grade: 'probable',
      vetoes: [],
      evidence: [
        {
          comparison: 'prior',
          level: 'prior',
          weight: -20.8,
          left: '',
          right: '',
          words: {
            en: 'before any comparison: of pairs of records drawn at random, one in 1,800,000 is one person',
            id: 'sebelum dilihat: dari dua data sembarang, satu di antara 1.800.000 pasangan adalah orang yang sama',
          },
        },
        {
          comparison: 'name',
          level: 'exact',
          weight: 15.3,
          left: 'SULASTRI',
          right: 'SULASTRI',
          words: {
            en: 'same name',
            id: 'nama sama',
          },
        },
        {
          comparison: 'birth_date',
          level: 'exact',
          weight: 9.4,
          left: '1980-03-01',
          right: '1980-03-01',
          words: {
            en: 'same birth date',
            id: 'tanggal lahir sama',
          },
        },
      ],
      outcome: 'queued',
      words: {
        en: 'waits for a judgement',
        id: 'menunggu keputusan petugas',
      },
      shared_keys: ['name, birth date'],
      person_ids: ['3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43', '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42'],
    },
  },
  parties: [
    {
      person: {
        id: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
        version: 1,
        values: {
          name: {
            value: 'SULASTRI',
            from: {
              source: 'p3ke',
              source_key: '122237092',
            },
            is_doubtful: false,
            judgement_id: null,
            others: [],
          },
        },
        former_niks: [],
        absence: null,
        household: {
          id: '4d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f44',
          since: '2026-11-02T01:12:45.120Z',
        },
        sources: ['p3ke'],
        record_count: 1,
        enrolments: [
          {
            programme: 'Bantu Umak',
            basis: 'roster',
            from: {
              source: 'p3ke',
              source_key: '122237092',
            },
            period: '2026',
            monthly_amount: 325000,
            months: null,
            counted_persons: 1,
          },
        ],
        conflicts: [
          {
            id: '1d3f0a52-7c0e-8f0e-9a51-0d3c1d2e3f41',
            kind: 'possible_duplicate',
            severity: 80,
            opened_at: '2026-11-02T01:12:45.120Z',
          },
        ],
        created_at: '2026-11-02T01:12:45.120Z',
        changed_at: '2026-11-02T01:12:45.120Z',
      },
      records: [
        {
          source: 'p3ke',
          source_key: '122237092',
          values: {
            name: 'SULASTRI',
            dob: '1980-03-01',
            sex: 'P',
            village_code: '16.07.01.2001',
          },
          facts: {
            programme: 'Bantu Umak',
            period: '2026',
            monthly_amount: 325000,
            counted_persons: 1,
          },
          batch_id: null,
          row: null,
          member_since: '2026-11-02T01:12:45.120Z',
        },
      ],
      household: {
        id: '4d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f44',
        kk: null,
        head_id: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
        reason: '0 of 1 by the best list of their own, the others by the company they keep or a judgement',
        members: [
          {
            person_id: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
            name: 'SULASTRI',
            relation: null,
            reason: 'no list gives the person a usable family number',
          },
        ],
      },
    },
  ],
  verdicts: [
    {
      verdict: 'same',
      value: null,
      answer: { verdict: 'same' },
      leaves: 'resolved',
      effects: EFFECTS_EXAMPLE,
    },
  ],
  judgements: [],
}

export const RESOLUTION_EXAMPLE = {
  ...VERDICTS_EXAMPLE,
  conflict: { ...SUMMARY_EXAMPLE, state: 'resolved', version: 2, closed_at: '2026-11-03T02:10:00.000Z' },
}
