r"""A TinyDB storage that loses nothing it acknowledged; it knows tables and documents, no more.

A store is two files. The **snapshot**, `store.json`, holds everything as it was some time ago, one
document a line, and in its last table, the seal, what tells that it is whole:

    {
    "meta":{
    "1":{"id":"schema","version":1,"store":"d1040e11…"}
    },
    "notes":{
    "1":{"id":"a","text":"first"},
    "2":{"id":"b","text":"second"}
    },
    "seal":{
    "1":{"id":"lines","crc":"1dca5f4f…"},
    "2":{"id":"seal","generation":2,…,"tables":[["meta",1],["notes",2]],"crc":"50acda0e",…}
    }
    }

The **journal**, `store.json.journal`, holds what was saved since, one line a transaction. Each line
has the CRC-32 of the rest of it, and that of the line before:

    {"crc":"95e6b48c","prev":"00000000","journal":1,"generation":2,"seal":"70b74c8a",…}
    {"crc":"ef154368","prev":"95e6b48c","n":1,"tables":{"notes":{"put":{"3":{"id":"c",…}}}}}
    {"crc":"905ef906","prev":"ef154368","n":2,"tables":{"notes":{"put":{"2":{…}},"del":[1]}}}
    {"crc":"0aef156b","prev":"905ef906","end":2}

The end line is overwritten by the next transaction, which brings its own. Replaying the journal on
the snapshot gives the state: here, `notes` with the documents 2 and 3.

`docs/store.md` says all of it, recovery included. The files, in the order of a save:

- `storage`: the whole; a transaction is `JournalStorage.commit`. `tinydb_tables` puts TinyDB on it.
- `tables`, `encoding`: documents in memory, as the bytes that are on disk.
- `journal_file`, `lock`: the open journal and its lock; `journal`: its lines, written and read.
- `disk`: the system calls that durability hangs on.
- `snapshot`, `seal`: the snapshot, written and read.
- `reconcile`: what the two files amount to together; `recovery`: a damaged snapshot, line by line;
  `damage`: what is said of it.
- `schema`: what the engine is told of the documents, and an older version brought up to it;
  `paths`: where a store may be.
"""
