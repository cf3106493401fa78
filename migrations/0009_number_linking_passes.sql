-- Each linking pass takes the next number while it holds the lock: one that follows its predecessor's number knows that no other
-- pass, of whatever process, has changed the registry in between.
CREATE SEQUENCE linking_passes AS bigint;
GRANT USAGE ON SEQUENCE linking_passes TO padan_service;
