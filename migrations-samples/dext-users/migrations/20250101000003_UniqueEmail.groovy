up {
    createIndex('TestUsers', 'Email').unique().named('IX_TestUsers_Email')
}
