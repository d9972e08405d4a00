-- Plain SQL, for those who like it best; this much of it both databases understand.

create table tags (
    name text not null primary key,
    description text not null default ''
);

create table post_tags (
    post_id bigint not null references posts (id) on delete cascade,
    tag text not null references tags (name),
    primary key (post_id, tag)
);

create index post_tags_tag_idx on post_tags (tag);

insert into tags (name, description) values
    ('news', 'What is new; and what is newer'),
    ('birds', 'Ducks, mostly');

-- down

drop table post_tags;
drop table tags;
