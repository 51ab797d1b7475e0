package dev.deskhand.trees;

import dev.deskhand.content.PictureFile;

/**
 * A picture that stands below a node's text.
 *
 * @param name of its file, which stands beside the tree
 * @param shows what is to be seen in it, for whoever doesn't see it
 */
public record NodePicture(String name, String shows, PictureFile file) {}
