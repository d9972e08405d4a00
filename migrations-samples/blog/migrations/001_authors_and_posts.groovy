description 'Who writes, and what'

up {
    createEnum 'post_state', 'draft', 'published', 'archived'

    createTable('authors') {
        id()
        varchar('email', 320).notNull().unique()
        text('name').notNull()
        timestamptz('joined_at').notNull().defaultTo(sql('current_timestamp'))
        check('email_has_an_at', "email like '%_@_%'")
    }
    createTable('posts') {
        id()
        reference('author').notNull().onDelete(CASCADE)
        text('title').notNull()
        text('body').notNull().defaultTo('')
        enumerated('state', 'post_state').notNull().defaultTo('draft')
        timestamptz('published_at')
        check('published_has_a_date', "state <> 'published' or published_at is not null")
        index('author_id', desc('published_at')).where("state = 'published'")
    }
}
