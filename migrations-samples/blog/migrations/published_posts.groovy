description 'What readers see; applied again whenever this file changes'

repeatable
requires '005_slugs'

up {
    createView 'published_posts', '''
        select p.slug, p.title, p.body, p.published_at, a.name as author
        from posts p
        join authors a on a.id = p.author_id
        where p.state = 'published'
    '''
}
