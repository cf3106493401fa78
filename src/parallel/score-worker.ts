import { parentPort, workerData } from 'node:worker_threads'
import { PairScorer } from '../domain/linkage/scoring/score.js'
import { mayMatch } from '../domain/linkage/blocking/sources.js'
import { Vocabulary } from '../domain/linkage/features/vocabulary.js'
import { scoreShares, type ScoreJob } from './score-shares.js'

const job = workerData as ScoreJob
const table = { size: job.size, columns: job.columns, vocabulary: Vocabulary.from(job.texts) }
const scorer = new PairScorer(job.model, table, job.terms)
parentPort?.postMessage(scoreShares(job, scorer, mayMatch(job.model, table)))
