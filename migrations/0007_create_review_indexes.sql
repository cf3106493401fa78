-- The queue in its own order, for everywhere (conflicts_queue), one area of each level or one kind: a page reads what it shows.
CREATE INDEX conflicts_province ON conflicts (left(area_code, 2), severity DESC, opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_regency ON conflicts (left(area_code, 5), severity DESC, opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_district ON conflicts (left(area_code, 8), severity DESC, opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_kind ON conflicts (kind, severity DESC, opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_age ON conflicts (opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_regency_age ON conflicts (left(area_code, 5), opened_at, conflict_id) WHERE state = 'open';
CREATE INDEX conflicts_sources ON conflicts USING gin (sources) WHERE state = 'open';
-- Holds all that the queue is counted by.
CREATE INDEX conflicts_counts ON conflicts (kind, severity, area_code, deferred_until) WHERE state = 'open';
CREATE INDEX conflicts_closed ON conflicts (severity DESC, opened_at, conflict_id) WHERE state <> 'open';
CREATE INDEX conflicts_closed_persons ON conflicts USING gin (person_ids) WHERE state <> 'open';

CREATE INDEX audit_actor ON audit (actor, number);
CREATE INDEX audit_action ON audit (action, number);
CREATE INDEX audit_time ON audit (happened_at);
