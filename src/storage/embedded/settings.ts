import { totalmem } from 'node:os'

const MIB = 2 ** 20
const LARGEST_BUFFERS_MIB = 2048
const LEAST_BUFFERS_MIB = 128

/** PostgreSQL's settings for a machine of few cores that it shares with the service. A commit is on the disk when answered. */
export function serverSettings(memoryBytes: number = totalmem()): Readonly<Record<string, string>> {
  const memoryMib = memoryBytes / MIB
  const buffersMib = Math.floor(Math.max(LEAST_BUFFERS_MIB, Math.min(LARGEST_BUFFERS_MIB, memoryMib / 8)))
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${buffersMib}MB`,
    effective_cache_size: `${Math.floor(memoryMib / 2)}MB`,
    maintenance_work_mem: `${Math.floor(buffersMib / 4)}MB`,
    work_mem: '16MB',
    max_connections: '50',
    // Bulk loads write gigabytes of WAL: checkpoints by time, not by size. Compressing it takes a core that linking needs.
    wal_compression: 'off',
    wal_buffers: '16MB',
    max_wal_size: '4GB',
    min_wal_size: '512MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    random_page_cost: '1.1',
    jit: 'off',
    // What the server logs goes to the operator: no statement, parameter, value or detail of an error.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_autovacuum_min_duration: '-1',
    lc_messages: 'C',
  }
}
