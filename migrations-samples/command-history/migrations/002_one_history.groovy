description 'One history instead of three, and views for those who still use the three'

def common = ['request_id', 'command', 'output', 'exit_code', 'working_directory', 'shell', 'duration_ms', 'is_success',
    'created_at', 'updated_at']
def columns = [
    global : ['id'] + common + ['is_favorite', 'provider', 'model'],
    user   : ['id', 'user_id', 'machine_id'] + common + ['is_favorite'],
    machine: ['id', 'machine_id'] + common,
]
def list = { scope -> columns[scope].join(', ') }

// An insert through a view knows nothing of the defaults of the table behind it.
def defaults = [
    id         : 'hex(randomblob(16))',
    is_success : '1',
    is_favorite: '0',
    created_at : "strftime('%s','now')",
    updated_at : "strftime('%s','now')",
]
def written = { column -> defaults[column] ? "coalesce(new.$column, ${defaults[column]})" : "new.$column" }

up {
    // First of all, what would fail half-way: the three allow NULL where the one does not.
    data { db ->
        def problems = []
        columns.keySet().each { scope ->
            ['exit_code', 'working_directory'].each { column ->
                def rows = db.createQuery("select count(*) from history_$scope where $column is null").mapTo(Long).one()
                if (rows) problems << "history_$scope: $rows without $column"
            }
        }
        def ids = columns.keySet().collect { "select id from history_$it" }.join(' union all ')
        def twice = db.createQuery("select count(*) from (select id from ($ids) group by id having count(*) > 1)")
            .mapTo(Long).one()
        if (twice) problems << "$twice ids are in more than one table"
        if (problems) {
            throw new IllegalStateException("Nothing was moved. Put these rows right, then apply again:\n  "
                + problems.join('\n  '))
        }
    }

    createTable('history') {
        text('id').primaryKey().defaultTo(sql('(hex(randomblob(16)))'))
        text('scope').notNull()
        text('user_id').references('users', 'id').onDelete(CASCADE)
        text('machine_id').references('machines', 'id').onDelete(SET_NULL)
        text('request_id').notNull()
        text('command').notNull()
        text('output')
        integer('exit_code').notNull()
        text('working_directory').notNull()
        text('shell')
        integer('duration_ms')
        integer('is_success').notNull().defaultTo(1)
        integer('is_favorite').notNull().defaultTo(0)
        text('provider')
        text('model')
        integer('created_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        integer('updated_at').notNull().defaultTo(sql("(strftime('%s','now'))"))
        check('history_scope', "scope in ('global', 'user', 'machine')")
        check('history_of_a_user', "(scope = 'user') = (user_id is not null)")
        index('request_id').unique().where("scope = 'global'").named('history_global_request')
        index('request_id')
        index('user_id', desc('created_at'))
        index('machine_id', desc('created_at'))
        index('scope', desc('created_at'))
    }
    columns.keySet().each { scope ->
        sql "insert into history (scope, ${list(scope)}) select '$scope', ${list(scope)} from history_$scope"
    }
    data { db ->
        columns.keySet().each { scope ->
            def lost = db.createQuery("select count(*) from (select ${list(scope)} from history_$scope "
                + "except select ${list(scope)} from history where scope = '$scope')").mapTo(Long).one()
            if (lost) throw new IllegalStateException("$lost rows of history_$scope did not arrive as they were")
        }
    }

    // A view cannot have a name that a table still has: first the tables step aside, then the views come.
    columns.keySet().each { scope ->
        renameTable "history_$scope", "history_${scope}_old"
        createView "history_$scope", "select ${list(scope)} from history where scope = '$scope'"
        createTrigger("history_${scope}_insert", on: "history_$scope", """
            instead of insert on history_$scope begin
                insert into history (scope, ${list(scope)})
                values ('$scope', ${columns[scope].collect(written).join(', ')});
            end""")
        createTrigger("history_${scope}_update", on: "history_$scope", """
            instead of update on history_$scope begin
                update history set ${columns[scope].collect { "$it = new.$it" }.join(', ')}
                where id = old.id and scope = '$scope';
            end""")
        createTrigger("history_${scope}_delete", on: "history_$scope", """
            instead of delete on history_$scope begin
                delete from history where id = old.id and scope = '$scope';
            end""")
    }
}

// What was written since then is in the one table, so the three are filled from it.
down {
    columns.keySet().each { scope ->
        dropView "history_$scope"
        sql "delete from history_${scope}_old"
        sql "insert into history_${scope}_old (${list(scope)}) select ${list(scope)} from history where scope = '$scope'"
        renameTable "history_${scope}_old", "history_$scope"
    }
    dropTable 'history'
}
