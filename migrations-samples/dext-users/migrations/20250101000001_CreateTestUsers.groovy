up {
    createTable('TestUsers') {
        integer('Id').notNull().primaryKey()
        varchar('Name', 100).notNull()
        varchar('Email', 150)
        timestamp('CreatedAt').defaultTo(sql('current_timestamp'))
    }
}
