description 'Something to read from the start'

up {
    insert('authors', email: 'editor@example.org', name: 'The editor', country_code: 'SN')
    [
        'Hello World'         : 'news',
        'Garganeys Are Coming': 'birds',
    ].each { title, tag ->
        insert('posts', title: title, state: 'published', published_at: sql('current_timestamp'),
            author_id: sql("(select id from authors where email = 'editor@example.org')"))
        insert('post_tags', tag: tag, post_id: sql("(select id from posts where title = '$title')"))
    }
}

// The posts go with their author, the tags with the posts.
down {
    delete 'authors', where: "email = 'editor@example.org'"
}
