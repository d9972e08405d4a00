description 'Addresses that can be read aloud'

up {
    addColumn('posts') { text('slug') }
    backfill('posts') {
        set slug: sql("lower(replace(title, ' ', '-'))")
        where 'slug is null'
        batch 1000
    }
    alterColumn('posts', 'slug') { notNull() }

    // Where a big table has readers and writers all day, an index is built beside them, outside of any transaction.
    only(POSTGRESQL) { createIndex('posts', 'slug').unique().concurrently() }
    only(SQLITE) { createIndex('posts', 'slug').unique() }
}
