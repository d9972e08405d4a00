description 'Who ran which command on which machine'

// Keys are 16 random bytes in hexadecimal, times are seconds since 1970, truth is 0 or 1: this database is as old as its
// first clients, and they read and write it in these forms.
def randomKey = '(hex(randomblob(16)))'
def now = "(strftime('%s','now'))"

up {
    createTable('users') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('username').notNull().unique()
        text('email').unique()
        text('display_name')
        integer('is_active').notNull().defaultTo(1)
        integer('created_at').notNull().defaultTo(sql(now))
        integer('updated_at').notNull().defaultTo(sql(now))
    }

    createTable('machines') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('user_id').notNull().references('users', 'id').onDelete(CASCADE)
        text('name').notNull()
        text('hostname').notNull()
        text('os')
        integer('is_trusted').notNull().defaultTo(0)
        integer('created_at').notNull().defaultTo(sql(now))
        unique('user_id', 'name')
        index('hostname')
    }

    createTable('history_global') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('request_id').notNull()
        text('command').notNull()
        text('output')
        integer('exit_code')
        text('working_directory')
        text('shell')
        integer('duration_ms')
        integer('is_success').notNull().defaultTo(1)
        integer('is_favorite').notNull().defaultTo(0)
        text('provider')
        text('model')
        integer('created_at').notNull().defaultTo(sql(now))
        integer('updated_at').notNull().defaultTo(sql(now))
        index('request_id')
        index('request_id').unique().named('history_global_request_id_unique')
        index(desc('created_at'))
    }

    createTable('history_user') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('user_id').notNull().references('users', 'id').onDelete(CASCADE)
        text('machine_id').references('machines', 'id').onDelete(SET_NULL)
        text('request_id').notNull()
        text('command').notNull()
        text('output')
        integer('exit_code')
        text('working_directory')
        text('shell')
        integer('duration_ms')
        integer('is_success').notNull().defaultTo(1)
        integer('is_favorite').notNull().defaultTo(0)
        integer('created_at').notNull().defaultTo(sql(now))
        integer('updated_at').notNull().defaultTo(sql(now))
        index('user_id', desc('created_at'))
        index('machine_id')
        index('request_id')
    }

    createTable('history_machine') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('machine_id').notNull().references('machines', 'id').onDelete(CASCADE)
        text('request_id').notNull()
        text('command').notNull()
        text('output')
        integer('exit_code')
        text('working_directory')
        text('shell')
        integer('duration_ms')
        integer('is_success').notNull().defaultTo(1)
        integer('created_at').notNull().defaultTo(sql(now))
        integer('updated_at').notNull().defaultTo(sql(now))
        index('machine_id', desc('created_at'))
        index('request_id')
    }

    createTable('command_cache') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('prompt_hash').notNull()
        text('model').notNull()
        text('command').notNull()
        integer('hits').notNull().defaultTo(0)
        integer('expires_at')
        integer('created_at').notNull().defaultTo(sql(now))
        unique('prompt_hash', 'model')
        index('prompt_hash', 'model')
        index('expires_at')
    }

    createTable('sessions') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('user_id').notNull().references('users', 'id').onDelete(CASCADE)
        text('machine_id').references('machines', 'id').onDelete(SET_NULL)
        integer('is_active').notNull().defaultTo(1)
        integer('started_at').notNull().defaultTo(sql(now))
        integer('ended_at')
        index('user_id', desc('started_at'))
    }

    createTable('conversation_summaries') {
        text('id').primaryKey().defaultTo(sql(randomKey))
        text('session_id').notNull().references('sessions', 'id').onDelete(CASCADE)
        text('user_id').notNull().references('users', 'id').onDelete(CASCADE)
        text('summary').notNull()
        integer('message_count').notNull().defaultTo(0)
        integer('is_final').notNull().defaultTo(0)
        integer('created_at').notNull().defaultTo(sql(now))
        integer('updated_at').notNull().defaultTo(sql(now))
        index('session_id', desc('created_at'))
    }

    // A few rows, so that the next migration has something to move.
    insert('users', id: 'u1', username: 'ada', email: 'ada@example.org')
    insert('users', id: 'u2', username: 'grace')
    insert('machines', id: 'm1', user_id: 'u1', name: 'desk', hostname: 'desk.example.org', os: 'linux')
    insert('history_global', id: 'g1', request_id: 'r1', command: 'git status', exit_code: 0, working_directory: '/src',
        provider: 'local', model: 'small', created_at: 1700000000)
    insert('history_global', id: 'g2', request_id: 'r2', command: 'make', exit_code: 2, working_directory: '/src',
        is_success: 0, created_at: 1700000060)
    insert('history_user', id: 'h1', user_id: 'u1', machine_id: 'm1', request_id: 'r1', command: 'git status', exit_code: 0,
        working_directory: '/src', is_favorite: 1, created_at: 1700000000)
    insert('history_user', id: 'h2', user_id: 'u2', request_id: 'r3', command: 'ls', exit_code: 0, working_directory: '/',
        created_at: 1700000120)
    insert('history_machine', id: 'd1', machine_id: 'm1', request_id: 'r1', command: 'git status', exit_code: 0,
        working_directory: '/src', shell: 'bash', duration_ms: 12, created_at: 1700000000)
}
