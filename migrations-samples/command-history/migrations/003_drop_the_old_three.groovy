description 'The three old tables go, once it is sure that nothing is in them alone'

requires '002_one_history'

up {
    data { db ->
        def problems = []
        ['global', 'user', 'machine'].each { scope ->
            def rows = db.createQuery("select count(*) from history_${scope}_old where id not in "
                + "(select id from history where scope = '$scope')").mapTo(Long).one()
            if (rows) problems << "history_${scope}_old: $rows rows are not in history"
        }
        if (problems) {
            throw new IllegalStateException('Nothing was dropped. Delete these rows, or copy them into history, then apply '
                + 'again:\n  ' + problems.join('\n  '))
        }
    }
    dropTable 'history_global_old'
    dropTable 'history_user_old'
    dropTable 'history_machine_old'
}

// They come back empty: all they held is in history, and undoing 002 fills them from there.
down {
    createTable('history_global_old') {
        text('id').primaryKey().defaultTo(sql('(hex(randomblob(16)))'))
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
        integer('created_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        integer('updated_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        index('request_id').named('history_global_request_id_idx')
        index('request_id').unique().named('history_global_request_id_unique')
        index(desc('created_at')).named('history_global_created_at_idx')
    }
    createTable('history_user_old') {
        text('id').primaryKey().defaultTo(sql('(hex(randomblob(16)))'))
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
        integer('created_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        integer('updated_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        index('user_id', desc('created_at')).named('history_user_user_id_created_at_idx')
        index('machine_id').named('history_user_machine_id_idx')
        index('request_id').named('history_user_request_id_idx')
    }
    createTable('history_machine_old') {
        text('id').primaryKey().defaultTo(sql('(hex(randomblob(16)))'))
        text('machine_id').notNull().references('machines', 'id').onDelete(CASCADE)
        text('request_id').notNull()
        text('command').notNull()
        text('output')
        integer('exit_code')
        text('working_directory')
        text('shell')
        integer('duration_ms')
        integer('is_success').notNull().defaultTo(1)
        integer('created_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        integer('updated_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        index('machine_id', desc('created_at')).named('history_machine_machine_id_created_at_idx')
        index('request_id').named('history_machine_request_id_idx')
    }
}
