package dev.deskhand.journal;

/**
 * An audit entry in its chain.
 *
 * @param index its place in the tenant's chain, from 1 without gaps
 * @param previousHash the hash of the entry before, or {@link HashChain#GENESIS}; hexadecimal
 * @param hash {@link HashChain#hash} of this entry; hexadecimal
 */
public record AuditRecord(
    TenantId tenant, long index, AuditEntry entry, String previousHash, String hash) {}
