description 'Users and the teams they belong to'

up {
    createTable('teams') {
        id()
        text('name').notNull().unique()
    }
    createTable('users') {
        id()
        varchar('email', 320).notNull().unique()
        decimal('balance', 12, 2).notNull().defaultTo(0)
        timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
        reference('team').onDelete(CASCADE)
        check('balance_positive', 'balance >= 0')
        index('team_id', desc('created_at')).where('balance > 0')
    }
    insert('teams', name: 'Founders')
}
